package io.countersign.domain.incident;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The failure of some work about an incident, as long as it lasts.
 *
 * @param reason of the last attempt
 * @param failures how many attempts failed, one after the other
 * @param alike how many of them, up to the last, failed for the same reason
 * @param since when the first of them failed
 * @param nextAt when it's tried again; null when it isn't
 */
public record WorkFailure(
    String reason, int failures, int alike, Instant since, @Nullable Instant nextAt) {

  /** Whether that was told already. */
  boolean same(String why, @Nullable Instant again) {
    return why.equals(reason) && Objects.equals(again, nextAt);
  }

  /** After another attempt. */
  WorkFailure then(String why, @Nullable Instant again) {
    return new WorkFailure(why, failures + 1, why.equals(reason) ? alike + 1 : 1, since, again);
  }

  static WorkFailure first(String why, Instant at, @Nullable Instant again) {
    return new WorkFailure(why, 1, 1, at, again);
  }
}
