package io.countersign.domain.incident;

import io.countersign.domain.incident.TimeSeries.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * When a signal left its limits, from its own points: never from an alert's time.
 *
 * @param at the first point beyond the limit, of a run long enough not to be a blip
 * @param last the last point beyond it
 * @param worst the value furthest from zero meanwhile
 */
record Onset(Instant at, Instant last, double worst) {
  /** Fewer points than this are too coarse to ask for several in a row. */
  private static final int COARSE = 8;

  /** The last time that the signal was beyond its limit, if that reaches into the window. */
  static Optional<Onset> find(SignalHistory history, DoublePredicate beyond, Thresholds t) {
    int needed = history.points().size() < COARSE ? 1 : t.sustainedPoints();
    var runs = runs(history.points(), beyond).stream().filter(r -> r.size() >= needed).toList();
    var from = history.windowFrom();
    return merged(runs, t.recovery().plus(history.step())).stream()
        .reduce((_, later) -> later)
        .map(Onset::of)
        .filter(onset -> from.isPresent() && !onset.last().isBefore(from.get()));
  }

  /** Whether it lasts until the signal's end. */
  boolean lasts(SignalHistory history) {
    return history.last().map(point -> point.at().equals(last)).orElse(false);
  }

  /**
   * Whether the signal crept up to it: a jump, even seen through a rate's window, is soon half way
   * there.
   */
  boolean gradual(SignalHistory history, Thresholds t) {
    double usual = history.usualBefore(at).orElse(0);
    double half = usual + (worst - usual) / 2;
    double tenth = usual + (worst - usual) / 10;
    Optional<Point> left = Optional.empty();
    for (var point : history.points()) {
      if (point.value() <= tenth && !point.at().isAfter(last)) {
        left = Optional.of(point);
      } else if (point.value() >= half && !point.at().isBefore(at)) {
        var shortest = history.step().multipliedBy(3);
        var slow = shortest.compareTo(t.gradualRise()) > 0 ? shortest : t.gradualRise();
        return left.map(p -> Duration.between(p.at(), point.at()).compareTo(slow) > 0)
            .orElse(false);
      }
    }
    return false;
  }

  private static Onset of(List<Point> run) {
    double worst =
        run.stream().map(Point::value).max(Comparator.comparingDouble(Math::abs)).orElse(0.0);
    return new Onset(run.getFirst().at(), run.getLast().at(), worst);
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

  private static List<List<Point>> merged(List<List<Point>> runs, Duration recovery) {
    var merged = new ArrayList<List<Point>>();
    for (var run : runs) {
      if (!merged.isEmpty()
          && !merged.getLast().getLast().at().plus(recovery).isBefore(run.getFirst().at())) {
        merged.getLast().addAll(run);
      } else {
        merged.add(new ArrayList<>(run));
      }
    }
    return merged;
  }
}
