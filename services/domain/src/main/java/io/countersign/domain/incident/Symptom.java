package io.countersign.domain.incident;

import java.time.Instant;

/**
 * One way in which an entity is unhealthy.
 *
 * @param since the first point beyond its limit
 * @param until the last point beyond it; the end of what was measured while it lasts
 * @param lasts whether it's still there at the end
 * @param gradual whether it crept up
 * @param text for a person, with value, limit and onset
 * @param claim id of the claim it rests on
 */
record Symptom(
    Kind kind,
    Instant since,
    Instant until,
    boolean lasts,
    boolean gradual,
    String text,
    String claim) {
  /** Strongest first; the points that it's worth as the main symptom. */
  enum Kind {
    DOWN(40),
    VANISHED(35),
    ERRORS(30),
    LATENCY(25),
    RESTARTS(15),
    SATURATION(10);

    private final int points;

    Kind(int points) {
      this.points = points;
    }

    int points() {
      return points;
    }

    /** Whether what calls it notices. */
    boolean fails() {
      return this != SATURATION;
    }

    boolean gone() {
      return this == DOWN || this == VANISHED;
    }
  }
}
