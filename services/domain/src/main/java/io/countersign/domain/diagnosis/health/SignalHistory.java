package io.countersign.domain.diagnosis.health;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One signal of one entity over all the time that was asked for: a baseline that leads up to the
 * window is searched for an onset too, since a window may begin in the middle of a fault.
 *
 * @param points finite values only, by time; where both ranges have a point the window's holds
 * @param range how the baseline is, without a baseline none: one that reaches into the fault hardly
 *     moves it
 * @param windowFrom the window's first point; none when the window is empty
 * @param step the coarser of the two ranges' steps
 * @param rest for how long it usually has no point
 * @param unreadableSince since when, until the end, all that was answered is no value, though it
 *     usually is one; none when it ends with a value
 * @param partial whether the source said that it left some of it out
 */
public record SignalHistory(
    EntityId entity,
    Signal signal,
    String claim,
    List<TimeSeries.Point> points,
    Optional<Baseline> range,
    Optional<Instant> windowFrom,
    Duration step,
    Duration rest,
    Optional<Instant> unreadableSince,
    boolean partial) {
  /** One that doesn't last is a blip. */
  private static final int LEAST_UNREADABLE = 2;

  /** What is that often no value is now and then none by itself, such as a share of no requests. */
  private static final double SELDOM = 0.1;

  /** In steps: a baseline that ends further away than this lies elsewhere in time. */
  private static final int GAP = 10;

  static SignalHistory of(Evidence.Series series) {
    var baseline = finite(series.baseline());
    var window = finite(series.window());
    var all = new TreeMap<Instant, TimeSeries.Point>();
    var step = longer(series.baseline().step(), series.window().step());
    if (leadsUp(baseline, window, step)) {
      baseline.forEach(point -> all.put(point.at(), point));
    }
    window.forEach(point -> all.put(point.at(), point));
    return new SignalHistory(
        series.entity(),
        series.signal(),
        series.claim(),
        List.copyOf(all.values()),
        Baseline.of(baseline),
        window.stream().map(TimeSeries.Point::at).min(Instant::compareTo),
        step,
        rest(baseline),
        unreadableSince(series),
        series.partial());
  }

  /** Whether it says how its entity is by now: all of it was answered, and its end is readable. */
  public boolean tells() {
    return !partial && unreadableSince.isEmpty() && !points.isEmpty();
  }

  /**
   * Since when it's no value any more, or isn't there any more: sources differ in how they say so.
   */
  Optional<Instant> untoldSince(Instant end, Thresholds thresholds) {
    return unreadableSince.or(
        () -> vanished(end, thresholds) ? last().map(it -> it.at().plus(step)) : Optional.empty());
  }

  /** What is wrong with its end, for a person. */
  String untoldText(Instant since) {
    return "its %s can't be told since %s".formatted(signal.word(), ReasonTexts.time(since));
  }

  private static Optional<Instant> unreadableSince(Evidence.Series series) {
    if (series.unreadable().isEmpty()) {
      return Optional.empty(); // nearly always, and there are thousands of series
    }
    var readable =
        Stream.concat(finite(series.baseline()).stream(), finite(series.window()).stream())
            .map(TimeSeries.Point::at)
            .toList();
    var last = readable.stream().max(Instant::compareTo);
    var tail = series.unreadable().stream().filter(at -> last.filter(at::isAfter).isPresent());
    var since = tail.sorted().toList();
    int before = series.unreadable().size() - since.size();
    boolean usual = before > SELDOM * (readable.size() + before);
    return usual || since.size() < LEAST_UNREADABLE
        ? Optional.empty()
        : Optional.of(since.getFirst());
  }

  Optional<TimeSeries.Point> last() {
    return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
  }

  /** Whether it had values not long ago and none near the end, where it usually has some. */
  boolean vanished(Instant end, Thresholds thresholds) {
    var silence = longer(longer(thresholds.vanishedAfter(), step.multipliedBy(3)), rest);
    var known = longer(longer(thresholds.changeLookback(), step.multipliedBy(GAP)), silence);
    return last()
        .map(point -> Duration.between(point.at(), end))
        .map(since -> since.compareTo(silence) > 0 && since.compareTo(known) <= 0)
        .orElse(false);
  }

  public OptionalDouble usual() {
    return range.stream().mapToDouble(Baseline::median).findFirst();
  }

  /** The median of what was measured before an instant: stands in for a missing baseline. */
  public OptionalDouble usualBefore(Instant at) {
    return Stream.concat(range.stream(), before(at).stream())
        .mapToDouble(Baseline::median)
        .findFirst();
  }

  /** A baseline from another day tells what is usual, but not how this fault began. */
  private static boolean leadsUp(
      List<TimeSeries.Point> baseline, List<TimeSeries.Point> window, Duration step) {
    if (baseline.isEmpty() || window.isEmpty()) {
      return true;
    }
    var from = window.getFirst().at();
    return baseline.getFirst().at().isBefore(from)
        && Duration.between(baseline.getLast().at(), from).compareTo(step.multipliedBy(GAP)) <= 0;
  }

  private Optional<Baseline> before(Instant at) {
    return Baseline.of(points.stream().filter(point -> point.at().isBefore(at)).toList());
  }

  /** All but one in a hundred of its pauses are shorter. */
  private static Duration rest(List<TimeSeries.Point> points) {
    var pauses = new ArrayList<Duration>();
    for (int i = 1; i < points.size(); i++) {
      pauses.add(Duration.between(points.get(i - 1).at(), points.get(i).at()));
    }
    pauses.sort(Duration::compareTo);
    return pauses.isEmpty() ? Duration.ZERO : pauses.get(pauses.size() - 1 - pauses.size() / 100);
  }

  private static List<TimeSeries.Point> finite(TimeSeries series) {
    return series.points().stream()
        .filter(point -> Double.isFinite(point.value()))
        .sorted(Comparator.comparing(TimeSeries.Point::at))
        .toList();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
