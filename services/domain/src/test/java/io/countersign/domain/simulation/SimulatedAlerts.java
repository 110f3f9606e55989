package io.countersign.domain.simulation;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries.Point;
import io.countersign.domain.simulation.SimulatedTelemetry.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The alerts that ordinary rules raise over what is measured, as they arrive. */
public final class SimulatedAlerts {
  private static final double LOST = 0.05;

  /**
   * An alert that arrives.
   *
   * @param at when we get to know of it
   * @param part index of what it's about
   * @param spurious without any fault
   */
  public record Arrival(IncidentAlert alert, Instant at, int part, boolean spurious) {}

  private final SimulatedEstate estate;
  private final SeededRandom random;
  private final int step;
  private final List<Arrival> arrivals = new ArrayList<>();

  SimulatedAlerts(SimulatedEstate estate, int step, long seed) {
    this.estate = estate;
    this.step = step;
    this.random = new SeededRandom(seed);
  }

  List<Arrival> arrivals(List<Map<Signal, Measured>> measured, Instant calm, Instant end) {
    for (var signals : measured) {
      for (var series : signals.values()) {
        if (random.chance(0.8)) {
          evaluate(series, calm);
        }
      }
    }
    int nonsense = random.below(3);
    for (int i = 0; i < nonsense; i++) {
      var part = random.below(estate.size());
      var span = Duration.between(calm, end).toSeconds();
      arrive(
          part, "HighLatency", "latency", calm.plusSeconds((long) random.between(0, span)), true);
    }
    return arrivals.stream()
        .filter(a -> !a.at().isBefore(calm) && a.at().isBefore(end))
        .sorted(Comparator.comparing(Arrival::at).thenComparing(a -> a.alert().alert().value()))
        .toList();
  }

  /** Fires once it has been beyond its limit for long enough, and anew after it was well. */
  private void evaluate(Measured series, Instant calm) {
    double limit = limit(series, calm);
    long wait = random.of(List.of(0, 10, 30, 60));
    Instant since = null;
    boolean firing = false;
    int well = 0;
    for (var point : series.points()) {
      boolean beyond = series.signal() == Signal.UP ? point.value() < limit : point.value() > limit;
      if (!beyond) {
        well++;
        since = null;
        firing = firing && well * step < 60;
        continue;
      }
      well = 0;
      since = since == null ? point.at() : since;
      if (!firing && !point.at().isBefore(since.plusSeconds(wait))) {
        firing = true;
        arrive(series.part(), name(series.signal()), word(series.signal()), point.at(), false);
      }
    }
  }

  private static double limit(Measured series, Instant calm) {
    var usual =
        series.points().stream()
            .filter(point -> point.at().isBefore(calm))
            .mapToDouble(Point::value)
            .sorted()
            .toArray();
    double worst = usual.length == 0 ? 0 : usual[(int) (usual.length * 0.99)];
    return switch (series.signal()) {
      case ERRORS -> Math.max(0.05, 2 * worst);
      case LATENCY -> Math.max(0.05, 2.5 * worst);
      case SATURATION -> Math.max(0.9, 1.05 * worst);
      case UP -> 0.5;
      case RESTARTS, RATE, REPLICAS -> Double.POSITIVE_INFINITY;
    };
  }

  private void arrive(int part, String name, String signal, Instant startsAt, boolean spurious) {
    if (random.chance(LOST)) {
      return;
    }
    double late = random.between(0.5, 10) + (random.chance(0.1) ? random.between(5, 60) : 0);
    var entity = estate.part(part).id();
    var id = AlertId.of("prometheus", entity + name, startsAt);
    var severity = signal.equals("saturation") ? Severity.WARNING : Severity.CRITICAL;
    var alert = new IncidentAlert(id, entity, name, severity, signal, startsAt);
    arrivals.add(new Arrival(alert, startsAt.plusMillis((long) (late * 1000)), part, spurious));
  }

  private static String name(Signal signal) {
    return switch (signal) {
      case ERRORS -> "HighErrorRate";
      case LATENCY -> "HighLatency";
      case SATURATION -> "NearlyFull";
      case UP -> "TargetDown";
      case RESTARTS, RATE, REPLICAS -> "Unusual";
    };
  }

  private static String word(Signal signal) {
    return signal.name().toLowerCase(Locale.ROOT);
  }
}
