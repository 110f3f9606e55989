package io.countersign.server.diagnosis;

import java.time.Duration;
import java.time.Instant;

/**
 * The instants that a signal is asked for: whole steps back from an end that is settled, so that
 * the same question has the same answer later.
 *
 * @param from the first point, inclusive
 * @param windowFrom where the window around the fault begins; the baseline is what lies before
 * @param to the last point, inclusive
 */
record SampleGrid(Duration step, Instant from, Instant windowFrom, Instant to) {
  /** Of all signals of one gathering together: a point takes some 60 bytes. */
  static final int MOST_POINTS = 400_000;

  /** Prometheus answers at most 11,000 points a series. */
  private static final int MOST_PER_SIGNAL = 10_000;

  private static final int LEAST_PER_SIGNAL = 60;

  /** This part of the points is the baseline's at least, however long the window is. */
  private static final int BASELINE_PART = 4;

  /**
   * @param wanted the distance of the points where they aren't too many
   * @param baseline how much before the window is wanted at least
   * @param signals how many are asked for in the same gathering
   */
  static SampleGrid of(
      Duration wanted, Duration baseline, Instant windowFrom, Instant to, int signals) {
    long points = Math.clamp(MOST_POINTS / Math.max(1, signals), LEAST_PER_SIGNAL, MOST_PER_SIGNAL);
    long window = Math.max(1, Duration.between(windowFrom, to).toSeconds());
    long before = baseline.toSeconds();
    long step = Math.max(wanted.toSeconds(), over(window + before, points));
    if (step > wanted.toSeconds()) {
      long forBaseline = points / BASELINE_PART;
      step = Math.max(step, over(window, points - forBaseline));
      before = Math.max(before, forBaseline * step);
    }
    long back = over(window + before, step) * step;
    return new SampleGrid(Duration.ofSeconds(step), to.minusSeconds(back), windowFrom, to);
  }

  private static long over(long amount, long parts) {
    return Math.ceilDiv(amount, parts);
  }
}
