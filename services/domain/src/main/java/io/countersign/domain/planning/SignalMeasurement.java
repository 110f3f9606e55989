package io.countersign.domain.planning;

import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The measurement of one signal of the target when a plan is made.
 *
 * @param now the median of its newest values; empty when nothing was measured just now
 * @param usual the median from before the fault; empty when there was nothing
 * @param moves how often the value changed since just before the fault without a change of the
 *     target that accounts for it
 */
public record SignalMeasurement(OptionalDouble now, OptionalDouble usual, int moves) {
  public static final SignalMeasurement NOTHING =
      new SignalMeasurement(OptionalDouble.empty(), OptionalDouble.empty(), 0);

  private static final int NEWEST = 5;
  private static final Duration RECENT = Duration.ofSeconds(15);

  /** A release or restart shows within this time after it is recorded; clocks differ a little. */
  private static final Duration SHOWS_WITHIN = Duration.ofSeconds(15);

  private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(3);

  /**
   * @param series from well before the fault until now
   * @param faultFrom just before the fault: what lies before it is usual
   * @param changes when the target was changed, by whomever
   */
  public static SignalMeasurement of(
      TimeSeries series, Instant faultFrom, Instant now, List<Instant> changes) {
    var finite = series.points().stream().filter(p -> Double.isFinite(p.value())).toList();
    var recent = now.minus(RECENT).minus(series.step().multipliedBy(2));
    var newest = finite.stream().filter(p -> p.at().isAfter(recent)).toList();
    return new SignalMeasurement(
        median(newest.subList(Math.max(0, newest.size() - NEWEST), newest.size())),
        median(finite.stream().filter(p -> p.at().isBefore(faultFrom)).toList()),
        moves(finite, series.step(), faultFrom, changes));
  }

  boolean known() {
    return now.isPresent() || usual.isPresent();
  }

  private static int moves(
      List<TimeSeries.Point> points, Duration step, Instant from, List<Instant> changes) {
    int moves = 0;
    for (int i = 1; i < points.size(); i++) {
      var here = points.get(i);
      boolean moved = points.get(i - 1).value() != here.value() && !here.at().isBefore(from);
      if (moved && changes.stream().noneMatch(change -> accountsFor(change, here.at(), step))) {
        moves++;
      }
    }
    return moves;
  }

  private static boolean accountsFor(Instant change, Instant move, Duration step) {
    return !move.isBefore(change.minus(CLOCKS_DIFFER_BY))
        && !move.isAfter(change.plus(SHOWS_WITHIN).plus(step));
  }

  private static OptionalDouble median(List<TimeSeries.Point> points) {
    var values = points.stream().mapToDouble(TimeSeries.Point::value).sorted().toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(values[values.length / 2]);
  }
}
