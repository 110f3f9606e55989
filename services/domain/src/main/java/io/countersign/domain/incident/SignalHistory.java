package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One signal of one entity over all the time that was asked for: the baseline is searched for an
 * onset too, since a window may begin in the middle of a fault.
 *
 * @param points finite values only, by time; where both ranges have a point the window's holds
 * @param usual the baseline's median: a baseline that reaches into the fault doesn't move it
 * @param windowFrom the window's first point; none when the window is empty
 * @param step the coarser of the two ranges' steps
 */
record SignalHistory(
    EntityId entity,
    Signal signal,
    String claim,
    List<TimeSeries.Point> points,
    OptionalDouble usual,
    Optional<Instant> windowFrom,
    Duration step) {

  static SignalHistory of(Evidence.Series series) {
    var baseline = finite(series.baseline());
    var window = finite(series.window());
    var all = new TreeMap<Instant, TimeSeries.Point>();
    baseline.forEach(point -> all.put(point.at(), point));
    window.forEach(point -> all.put(point.at(), point));
    return new SignalHistory(
        series.entity(),
        series.signal(),
        series.claim(),
        List.copyOf(all.values()),
        median(baseline),
        window.stream().map(TimeSeries.Point::at).min(Instant::compareTo),
        longer(series.baseline().step(), series.window().step()));
  }

  Optional<TimeSeries.Point> last() {
    return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
  }

  /** Whether it had values before and none near the end. */
  boolean vanished(Instant end, Thresholds thresholds) {
    var silence = longer(thresholds.vanishedAfter(), step.multipliedBy(3));
    return last().map(point -> point.at().plus(silence).isBefore(end)).orElse(false);
  }

  /** The median of what was measured before an instant: stands in for a missing baseline. */
  OptionalDouble usualBefore(Instant at) {
    return usual.isPresent()
        ? usual
        : median(points.stream().filter(point -> point.at().isBefore(at)).toList());
  }

  private static List<TimeSeries.Point> finite(TimeSeries series) {
    return series.points().stream().filter(point -> Double.isFinite(point.value())).toList();
  }

  private static OptionalDouble median(List<TimeSeries.Point> points) {
    var values = new ArrayList<Double>();
    points.forEach(point -> values.add(point.value()));
    values.sort(Double::compare);
    return values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.get(values.size() / 2));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
