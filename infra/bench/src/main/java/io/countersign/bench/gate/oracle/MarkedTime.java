package io.countersign.bench.gate.oracle;

import org.jspecify.annotations.Nullable;

/**
 * A time that a calendar marks.
 *
 * @param target about which; null for all
 * @param from the first second
 * @param to the first second after
 */
public record MarkedTime(Kind kind, @Nullable String target, long from, long to) {
  /** What such a time does. */
  public enum Kind {
    WINDOW,
    BLACKOUT,
    FREEZE
  }

  boolean concerns(String other) {
    return target == null || target.equals(other);
  }
}
