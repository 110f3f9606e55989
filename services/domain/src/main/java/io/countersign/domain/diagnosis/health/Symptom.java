package io.countersign.domain.diagnosis.health;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One way in which an entity is unhealthy.
 *
 * @param since the first point beyond its limit
 * @param until the last point beyond it; the end of what was measured while it lasts
 * @param lasts whether it's still there at the end
 * @param crept since when it crept up to it; none when it came at once
 * @param slight whether only a closer look shows it
 * @param strength by how many usual deviations, where that can be said; else 0
 * @param worst the value furthest from zero; none of what has no degrees
 * @param text for a person, with value, limit and onset
 * @param claim id of the claim it rests on
 */
public record Symptom(
    Kind kind,
    Instant since,
    Instant until,
    boolean lasts,
    Optional<Instant> crept,
    boolean slight,
    double strength,
    OptionalDouble worst,
    String text,
    String claim) {
  /** What one that only a closer look shows is worth. */
  private static final int SLIGHT = 10;

  /** A kind of symptom, strongest first; the points that it's worth as the main symptom. */
  public enum Kind {
    DOWN(40),
    VANISHED(35),
    ERRORS(30),
    LATENCY(25),
    LOGS(20),
    RESTARTS(15),
    EVENT(15),
    SATURATION(10),
    REPLICAS(10),
    /** What tells whether it fails is answered, but isn't a value any more. */
    UNREADABLE(10);

    private final int points;

    Kind(int points) {
      this.points = points;
    }

    /** Whether what calls it notices. */
    public boolean fails() {
      return switch (this) {
        case DOWN, VANISHED, ERRORS, LATENCY, LOGS, RESTARTS -> true;
        case EVENT, SATURATION, REPLICAS, UNREADABLE -> false;
      };
    }

    boolean gone() {
      return this == DOWN || this == VANISHED;
    }
  }

  /** One that is what it is, without degrees. */
  public static Symptom plain(
      Kind kind, Instant since, Instant until, boolean lasts, String text, String claim) {
    return new Symptom(
        kind, since, until, lasts, Optional.empty(), false, 0, OptionalDouble.empty(), text, claim);
  }

  public int points() {
    return slight ? SLIGHT : kind.points;
  }

  /** When it began, even if it was within its limits then. */
  public Instant began() {
    return crept.orElse(since);
  }
}
