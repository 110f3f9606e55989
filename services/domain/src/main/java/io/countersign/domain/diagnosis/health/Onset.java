package io.countersign.domain.diagnosis.health;

import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.TimeSeries.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * The time at which a signal left its limits, from its own points, never from an alert's time.
 *
 * @param at the first point beyond the limit, of a run long enough not to be a blip
 * @param last the last point beyond it
 * @param worst the value furthest from zero meanwhile
 * @param times how often it left its limits, with recoveries between that are too short to count
 */
public record Onset(Instant at, Instant last, double worst, int times) {
  /** Fewer points than this are too few to ask for several in a row. */
  private static final int FEW = 8;

  /** The last time that the signal was beyond its limit, if that reaches into the window. */
  public static Optional<Onset> find(SignalHistory history, DoublePredicate beyond, Thresholds t) {
    int needed = needed(history, t);
    var runs = runs(history.points(), beyond).stream().filter(r -> r.size() >= needed).toList();
    return last(history, merged(runs, t.recovery().plus(history.step())));
  }

  /** The same of what comes and goes: its blips shortly after each other are counted together. */
  static Optional<Onset> inAll(SignalHistory history, DoublePredicate beyond, Thresholds t) {
    int needed = needed(history, t);
    var groups = merged(runs(history.points(), beyond), t.recovery().plus(history.step()));
    return last(
        history,
        groups.stream()
            .filter(group -> group.stream().mapToInt(List::size).sum() >= needed)
            .toList());
  }

  private static int needed(SignalHistory history, Thresholds t) {
    boolean coarse = history.step().compareTo(t.coarseStep()) >= 0;
    return coarse || history.points().size() < FEW ? 1 : t.sustainedPoints();
  }

  private static Optional<Onset> last(SignalHistory history, List<List<List<Point>>> groups) {
    var from = history.windowFrom();
    return groups.stream()
        .reduce((_, later) -> later)
        .map(Onset::of)
        .filter(onset -> from.isPresent() && !onset.last().isBefore(from.get()));
  }

  /** Whether it lasts until the signal's end. */
  boolean lasts(SignalHistory history) {
    return history.last().map(point -> point.at().equals(last)).orElse(false);
  }

  /**
   * When the signal began to creep up, if it did: a jump, even seen through a rate's window, is
   * soon half way there.
   */
  public Optional<Instant> crept(SignalHistory history, Thresholds t) {
    double usual = history.usualBefore(at).orElse(0);
    double half = usual + (worst - usual) / 2;
    double tenth = usual + (worst - usual) / 10;
    Optional<Point> left = Optional.empty();
    for (var point : history.points()) {
      if (point.value() <= tenth && !point.at().isAfter(last)) {
        left = Optional.of(point);
      } else if (point.value() >= half && !point.at().isBefore(at)) {
        return left.filter(from -> slow(history, t, Duration.between(from.at(), point.at())))
            .map(from -> drift(history, from, usual));
      }
    }
    return Optional.empty();
  }

  private static boolean slow(SignalHistory history, Thresholds t, Duration rise) {
    return rise.compareTo(history.step().multipliedBy(3)) > 0
        && rise.compareTo(t.gradualRise()) > 0;
  }

  /** A long rise leaves the usual range long before it's a tenth of the way. */
  private static Instant drift(SignalHistory history, Point left, double usual) {
    double high = history.range().map(Baseline::high).orElse(usual);
    return history.points().stream()
        .filter(point -> !point.at().isAfter(left.at()) && point.value() <= high)
        .reduce((_, later) -> later)
        .map(Point::at)
        .orElse(left.at());
  }

  private static Onset of(List<List<Point>> runs) {
    var all = runs.stream().flatMap(List::stream).toList();
    double worst =
        all.stream().map(Point::value).max(Comparator.comparingDouble(Math::abs)).orElse(0.0);
    return new Onset(all.getFirst().at(), all.getLast().at(), worst, runs.size());
  }

  private static List<List<Point>> runs(List<Point> points, DoublePredicate beyond) {
    var runs = new ArrayList<List<Point>>();
    boolean inside = false;
    for (var point : points) {
      boolean is = beyond.test(point.value());
      if (is && !inside) {
        runs.add(new ArrayList<>());
      }
      if (is) {
        runs.getLast().add(point);
      }
      inside = is;
    }
    return runs;
  }

  private static List<List<List<Point>>> merged(List<List<Point>> runs, Duration recovery) {
    var merged = new ArrayList<List<List<Point>>>();
    for (var run : runs) {
      if (!merged.isEmpty()
          && !merged
              .getLast()
              .getLast()
              .getLast()
              .at()
              .plus(recovery)
              .isBefore(run.getFirst().at())) {
        merged.getLast().add(run);
      } else {
        merged.add(new ArrayList<>(List.of(run)));
      }
    }
    return merged;
  }
}
