package io.countersign.domain.ticketing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One field as it's here now.
 *
 * @param value in our words
 * @param there in theirs, as it would be written; null where there is no word for it, so that
 *     nothing is
 * @param changedAt when it became so, as far as that is known
 */
public record OurField(String value, @Nullable String there, Instant changedAt) {
  boolean isThere(String theirs) {
    return theirs.equals(there);
  }

  /** Both sides as they would be once it's written. */
  Agreement wanted() {
    return new Agreement(value, there == null ? "" : there);
  }
}
