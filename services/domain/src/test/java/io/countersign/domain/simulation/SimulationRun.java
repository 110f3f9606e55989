package io.countersign.domain.simulation;

import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.domain.diagnosis.TimeSeries.Point;
import io.countersign.domain.simulation.SimulatedAlerts.Arrival;
import io.countersign.domain.simulation.SimulatedTelemetry.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run of some minutes of one estate with its faults, as the product sees it; and the truth
 * beside.
 *
 * @param arrivals alerts in the order in which they arrive
 */
public final class SimulationRun {
  public static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");

  /** When the fault is to be felt, and when nobody looks any more, in seconds. */
  static final int FELT = 1500;

  static final int END = FELT + 480;

  /** Ticks within which whatever a surge overruns is overrun by it rather than by what follows. */
  private static final int SOON = 30;

  private final SimulatedEstate estate;
  private final List<Fault> faults;
  private final List<List<Integer>> roots;
  private final SimulatedChanges changes;
  private final SimulatedTelemetry telemetry;
  private final List<Map<Signal, Measured>> measured;
  private final List<Arrival> arrivals;
  private final Topology topology;
  private final Map<EntityId, Integer> index = new HashMap<>();
  private final Duration baseline;
  private final long seed;

  private SimulationRun(
      SimulatedEstate estate,
      List<Fault> faults,
      List<List<Integer>> roots,
      GroundTruth truth,
      long seed) {
    this.estate = estate;
    this.seed = seed - 30;
    this.faults = faults;
    this.roots = roots;
    this.topology = estate.topology();
    this.changes = new SimulatedChanges(estate, BEGIN, seed + 1);
    faults.forEach(fault -> changes.addAround(fault, END));
    this.telemetry = new SimulatedTelemetry(estate, truth, changes, BEGIN, seed + 2);
    this.measured = telemetry.measure();
    this.arrivals =
        new SimulatedAlerts(estate, telemetry.step(), seed + 3)
            .arrivals(measured, BEGIN.plusSeconds(FELT - 100), BEGIN.plusSeconds(END));
    this.baseline = Duration.ofSeconds(new SeededRandom(seed + 4).of(List.of(300, 600, 1200)));
    IntStream.range(0, estate.size()).forEach(i -> index.put(estate.part(i).id(), i));
  }

  /** One fault of a kind, if the estate can have it and it makes a difference. */
  public static Optional<SimulationRun> of(int size, long seed, Fault.Kind kind) {
    var estate = EstateGenerator.random(size, seed);
    return new FaultGenerator(estate, seed + 10)
        .draw(kind, FELT, _ -> true)
        .flatMap(fault -> of(estate, List.of(fault), seed));
  }

  /** Two faults at about the same time that nothing has in common. */
  public static Optional<SimulationRun> of(int size, long seed, Fault.Kind one, Fault.Kind other) {
    var estate = EstateGenerator.random(size, seed);
    var draw = new FaultGenerator(estate, seed + 10);
    var first = draw.draw(one, FELT, _ -> true);
    return first.flatMap(
        a ->
            draw.draw(
                    other,
                    FELT + new SeededRandom(seed + 11).between(0, 90),
                    i -> !estate.felt(a.root()).intersects(estate.felt(i)))
                .flatMap(b -> of(estate, List.of(a, b), seed)));
  }

  private static Optional<SimulationRun> of(SimulatedEstate estate, List<Fault> faults, long seed) {
    var truth = LoadSimulation.run(estate, faults, seed + 20, END);
    var roots = faults.stream().map(fault -> roots(estate, fault, truth)).toList();
    return roots.stream().anyMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(new SimulationRun(estate, faults, roots, truth, seed + 30));
  }

  /**
   * Where it went wrong: of a surge, all that it was too much for from the first; also where it
   * came in if that was full then, be it of requests that waited.
   */
  private static List<Integer> roots(SimulatedEstate estate, Fault fault, GroundTruth truth) {
    return switch (fault.kind()) {
      case SURGE_AT_ENTRY, SURGE_INSIDE -> overrun(estate, fault.root(), truth);
      default -> List.of(fault.root());
    };
  }

  private static List<Integer> overrun(SimulatedEstate estate, int root, GroundTruth truth) {
    var reached = new LinkedHashSet<Integer>(List.of(root));
    var waiting = new ArrayList<>(reached);
    while (!waiting.isEmpty()) {
      for (var link : estate.links(waiting.removeFirst())) {
        if (link.waits() && reached.add(link.to())) {
          waiting.add(link.to());
        }
      }
    }
    int first = FELT / GroundTruth.TICK;
    while (first < truth.ticks() && overrun(reached, truth, first, first + 1).isEmpty()) {
      first++;
    }
    int last = Math.min(first + SOON, truth.ticks());
    boolean full = IntStream.range(first, last).anyMatch(tick -> truth.load()[root][tick] >= 1);
    var overrun = overrun(reached, truth, first, last);
    return full && !overrun.isEmpty() && !overrun.contains(root)
        ? Stream.concat(Stream.of(root), overrun.stream()).toList()
        : overrun;
  }

  private static List<Integer> overrun(Set<Integer> reached, GroundTruth truth, int from, int to) {
    return reached.stream()
        .filter(i -> IntStream.range(from, to).anyMatch(tick -> truth.work()[i][tick] >= 1))
        .toList();
  }

  public List<Fault> faults() {
    return faults;
  }

  /** Where the fault of that number really was; a surge may be too much for several. */
  public List<EntityId> roots(int number) {
    return roots.get(number).stream().map(i -> estate.part(i).id()).toList();
  }

  /** Whether anything at all is measured of it. */
  public boolean isMeasured(int number) {
    return roots.get(number).stream().anyMatch(i -> !measured.get(i).isEmpty());
  }

  /** Whether an alert can come from the fault of that number. */
  public boolean isFelt(int number, Arrival arrival) {
    int origin = faults.get(number).root();
    return !arrival.spurious()
        && (estate.felt(origin).get(arrival.part())
            || roots.get(number).stream().anyMatch(i -> estate.felt(i).get(arrival.part())));
  }

  /** References of the changes that broke something. */
  public List<String> guilty() {
    return changes.guilty();
  }

  public Topology topology() {
    return topology;
  }

  public List<Arrival> arrivals() {
    return arrivals;
  }

  /** What asking about some alerts would bring to light at a time. */
  public Evidence evidence(List<IncidentAlert> alerts, Instant at) {
    var first = alerts.stream().map(IncidentAlert::startsAt).min(Instant::compareTo).orElse(at);
    var from = first.minusSeconds(60);
    var series = new ArrayList<Evidence.Series>();
    var claims = new ArrayList<Claim>();
    for (var entity : scope(alerts)) {
      var signals = measured.get(index.get(entity));
      for (var one : signals.values()) {
        var claim = claim("c" + claims.size(), entity + " " + one.signal(), from, at);
        claims.add(claim);
        series.add(
            new Evidence.Series(
                entity,
                one.signal(),
                part(one.points(), from.minus(baseline), from),
                part(one.points(), from, at.plusNanos(1)),
                claim.id()));
      }
    }
    var seen = new ArrayList<Evidence.ChangeSeen>();
    for (var change : changes.until(Duration.between(BEGIN, at).toSeconds())) {
      var claim = claim("c" + claims.size(), "changes of " + change.entity(), from, at);
      claims.add(claim);
      seen.add(new Evidence.ChangeSeen(change, claim.id()));
    }
    return new Evidence(
        alerts, topology, series, seen, List.of(), List.of(), claims, List.of(), List.of(), at);
  }

  private Set<EntityId> scope(Collection<IncidentAlert> alerts) {
    var scope = new LinkedHashSet<EntityId>();
    alerts.forEach(alert -> scope.add(alert.entity()));
    for (var entity : List.copyOf(scope)) {
      scope.addAll(topology.below(entity).keySet());
      scope.addAll(topology.dependents(entity));
    }
    for (var entity : List.copyOf(scope)) {
      scope.addAll(topology.readers(entity));
    }
    return scope;
  }

  private TimeSeries part(List<Point> points, Instant from, Instant before) {
    return new TimeSeries(
        Duration.ofSeconds(telemetry.step()),
        points.stream().filter(p -> !p.at().isBefore(from) && p.at().isBefore(before)).toList());
  }

  private Claim claim(String id, String query, Instant from, Instant to) {
    return new Claim(
        id, "prometheus", query, from, to, telemetry.step(), Digest.ofJson(query), query);
  }

  @Override
  public String toString() {
    return estate.size() + " entities with " + faults + ", seed " + seed;
  }
}
