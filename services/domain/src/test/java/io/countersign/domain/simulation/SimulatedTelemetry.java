package io.countersign.domain.simulation;

import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The telemetry that monitoring shows of the truth: rates over a window, read every so often, with
 * noise, lost scrapes, and signals that nobody exports.
 */
final class SimulatedTelemetry {
  /** One series, as a range query would answer it. */
  record Measured(int part, Signal signal, List<Point> points) {}

  private final SimulatedEstate estate;
  private final GroundTruth truth;
  private final SimulatedChanges changes;
  private final SeededRandom random;
  private final Instant begin;
  private final int step;
  private final int window;
  private final boolean shifted;

  SimulatedTelemetry(
      SimulatedEstate estate,
      GroundTruth truth,
      SimulatedChanges changes,
      Instant begin,
      long seed) {
    this.estate = estate;
    this.truth = truth;
    this.changes = changes;
    this.begin = begin;
    this.random = new SeededRandom(seed);
    this.step = random.of(List.of(2, 4, 10, 14, 30));
    this.window = Math.max(10, step * random.of(List.of(2, 4)));
    this.shifted = random.chance(0.3);
  }

  int step() {
    return step;
  }

  /** How long a rate looks back. */
  int window() {
    return window;
  }

  /** By part; what isn't measured isn't there. */
  List<Map<Signal, Measured>> measure() {
    var all = new ArrayList<Map<Signal, Measured>>();
    for (int i = 0; i < estate.size(); i++) {
      var signals = new EnumMap<Signal, Measured>(Signal.class);
      var exported = exported(estate.part(i));
      var scrapes = scrapes();
      for (var signal : exported) {
        signals.put(signal, new Measured(i, signal, points(i, signal, scrapes)));
      }
      all.add(signals);
    }
    return all;
  }

  private List<Signal> exported(Component part) {
    var exported = new ArrayList<Signal>();
    double unmeasured = part.kind() == Component.Kind.PROVIDER ? 0.4 : 0.04;
    if (random.chance(unmeasured)) {
      return exported;
    }
    switch (part.kind()) {
      case SERVICE -> {
        some(exported, 0.95, Signal.RATE, Signal.ERRORS);
        some(exported, 0.93, Signal.LATENCY, Signal.UP);
        some(exported, 0.7, Signal.SATURATION, Signal.RESTARTS, Signal.REPLICAS);
      }
      case STORE -> {
        some(exported, 0.9, Signal.RATE, Signal.LATENCY, Signal.UP, Signal.SATURATION);
        some(exported, 0.5, Signal.ERRORS, Signal.RESTARTS);
      }
      case PROVIDER -> some(exported, 0.8, Signal.LATENCY, Signal.ERRORS, Signal.UP);
      case QUEUE -> some(exported, 0.9, Signal.RATE, Signal.SATURATION, Signal.UP);
      case HOST -> some(exported, 0.95, Signal.SATURATION, Signal.UP);
    }
    return exported;
  }

  private void some(List<Signal> exported, double share, Signal... signals) {
    for (var signal : signals) {
      if (random.chance(share)) {
        exported.add(signal);
      }
    }
  }

  /** The tick of the newest scrape at each point of the grid. */
  private int[] scrapes() {
    int points = truth.ticks() * GroundTruth.TICK / step;
    var ticks = new int[points];
    int offset = random.below(step);
    for (int k = 0; k < points; k++) {
      boolean lost = k > 0 && random.chance(0.01);
      double at = k * step - offset + random.between(-0.05, 0.05) * step;
      ticks[k] = lost ? ticks[k - 1] : Math.max(0, (int) (at / GroundTruth.TICK));
    }
    return ticks;
  }

  private List<Point> points(int part, Signal signal, int[] scrapes) {
    var points = new ArrayList<Point>();
    boolean discovered = random.chance(0.3);
    int late = shifted ? random.below(step * 500) : 0;
    for (int k = 0; k < scrapes.length; k++) {
      double value = value(part, signal, scrapes[k], discovered);
      if (!Double.isNaN(value)) {
        points.add(new Point(begin.plusSeconds((long) k * step).plusMillis(late), value));
      }
    }
    return points;
  }

  /** NaN where there's nothing to show. */
  private double value(int part, Signal signal, int tick, boolean discovered) {
    boolean up =
        estate.part(part).kind() == Component.Kind.PROVIDER || truth.alive()[part][tick] > 0;
    boolean blip = changes.restarting(part, tick * GroundTruth.TICK);
    return switch (signal) {
      case UP -> up && !blip ? reached(part, tick) : discovered ? Double.NaN : 0;
      case RATE -> observed(part, tick) ? noisy(rate(part, tick), 0.04) : Double.NaN;
      case ERRORS -> observed(part, tick) ? errors(part, tick) : Double.NaN;
      case LATENCY -> observed(part, tick) ? latency(part, tick) : Double.NaN;
      case SATURATION -> up ? Math.min(1, noisy(truth.load()[part][tick], 0.03)) : Double.NaN;
      case RESTARTS ->
          up
              ? truth.restarts()[part][tick] + changes.restarts(part, tick * GroundTruth.TICK)
              : Double.NaN;
      case REPLICAS ->
          Math.round(truth.alive()[part][tick] * estate.part(part).replicas())
              + changes.replicas(part, tick * GroundTruth.TICK);
    };
  }

  /** Of a provider we know only whether our probe is answered. */
  private double reached(int part, int tick) {
    boolean provider = estate.part(part).kind() == Component.Kind.PROVIDER;
    return provider && truth.failed()[part][tick] > 0.95 ? 0 : 1;
  }

  /** Whether something was counted in at least two ticks of the window. */
  private boolean observed(int part, int tick) {
    boolean always = estate.part(part).kind() == Component.Kind.PROVIDER;
    int seen = 0;
    for (int t = tick; t >= Math.max(0, tick - window / GroundTruth.TICK + 1) && seen < 2; t--) {
      seen += always || truth.alive()[part][t] > 0 ? 1 : 0;
    }
    return seen == 2;
  }

  /** Served requests in the window. */
  private double rate(int part, int tick) {
    double sum = 0;
    int ticks = 0;
    for (int t = Math.max(0, tick - window / GroundTruth.TICK + 1); t <= tick; t++) {
      sum += truth.alive()[part][t] > 0 ? truth.rate()[part][t] : 0;
      ticks++;
    }
    return sum / ticks;
  }

  private double errors(int part, int tick) {
    double failed = 0;
    double all = 0;
    for (int t = Math.max(0, tick - window / GroundTruth.TICK + 1); t <= tick; t++) {
      if (truth.alive()[part][t] > 0) {
        failed += truth.rate()[part][t] * truth.failed()[part][t];
        all += truth.rate()[part][t];
      }
    }
    double requests = all * GroundTruth.TICK;
    if (requests < 1) {
      return Double.NaN;
    }
    double share = failed / all;
    double spread = Math.sqrt(Math.max(0, share * (1 - share)) / requests);
    return Math.max(0, Math.min(1, share + spread * random.normal()));
  }

  private double latency(int part, int tick) {
    double sum = 0;
    double all = 0;
    for (int t = Math.max(0, tick - window / GroundTruth.TICK + 1); t <= tick; t++) {
      if (truth.alive()[part][t] > 0) {
        sum += truth.rate()[part][t] * truth.latency()[part][t];
        all += truth.rate()[part][t];
      }
    }
    double requests = all * GroundTruth.TICK;
    if (requests < 1) {
      return Double.NaN;
    }
    return sum / all * Math.exp((0.05 + 0.4 / Math.sqrt(requests)) * random.normal());
  }

  private double noisy(double value, double spread) {
    return Math.max(0, value * (1 + spread * random.normal()));
  }
}
