package io.countersign.domain.ticketing;

import org.jspecify.annotations.Nullable;

/**
 * The values of one field that both sides last agreed on, each in its own words, so that a
 * translation that loses something isn't taken for a change.
 *
 * @param ours null where ours is to be written, whatever it is
 * @param theirs empty where the field is
 */
public record Agreement(@Nullable String ours, String theirs) {
  boolean isOurs(String value) {
    return value.equals(ours);
  }

  boolean isTheirs(String value) {
    return value.equals(theirs);
  }

  /** Theirs stands as it is, and ours is to be written over it. */
  static Agreement toWrite(String theirs) {
    return new Agreement(null, theirs);
  }
}
