package io.countersign.domain.simulation;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import io.countersign.domain.testing.Estate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One fault, as it was and as it was judged.
 *
 * @param measured whether anything at all was measured of what broke
 * @param roots what broke
 * @param guilty references of the changes that broke it
 */
record DiagnosisTrial(
    long seed,
    int size,
    Fault.Kind kind,
    boolean measured,
    List<EntityId> roots,
    List<String> guilty,
    Diagnosis diagnosis) {

  /** Seeds of one run, and from where on among them estates are small. */
  static final long SEEDS = 1_000_000;

  static final long SMALL = 500_000;

  /** None where the estate can't have such a fault, or nobody is alerted by it. */
  static Optional<DiagnosisTrial> of(Fault.Kind kind, long seed) {
    int size = size(seed);
    return SimulationRun.of(size, seed, kind).flatMap(run -> judge(run, seed, size));
  }

  /** A fault in a small estate costs a fraction of one in a wide one. */
  static int size(long seed) {
    return (int) new SeededRandom(seed).magnitude(5, seed % SEEDS < SMALL ? 500 : 50);
  }

  private static Optional<DiagnosisTrial> judge(SimulationRun run, long seed, int size) {
    return incident(run, correlated(run), 0)
        .map(
            it ->
                new DiagnosisTrial(
                    seed,
                    size,
                    run.faults().getFirst().kind(),
                    run.isMeasured(0),
                    run.roots(0),
                    run.guilty(),
                    Diagnoser.diagnose(
                        1, it.alerts().size(), evidence(run, it), Estate.THRESHOLDS)));
  }

  static SimulatedCorrelation correlated(SimulationRun run) {
    var incidents = new SimulatedCorrelation(run.topology(), CorrelationSettings.DEFAULT);
    run.arrivals().forEach(a -> incidents.correlate(a.alert(), a.at()));
    return incidents;
  }

  /** As it's gathered when nothing more has joined for five seconds. */
  static Evidence evidence(SimulationRun run, SimulatedCorrelation.Growing incident) {
    return run.evidence(incident.alerts(), incident.lastJoinedAt().plusSeconds(5));
  }

  /** The incident that most of a fault's alerts are in. */
  static Optional<SimulatedCorrelation.Growing> incident(
      SimulationRun run, SimulatedCorrelation incidents, int fault) {
    var felt =
        run.arrivals().stream()
            .filter(a -> run.isFelt(fault, a))
            .map(SimulatedAlerts.Arrival::alert)
            .collect(Collectors.toUnmodifiableSet());
    return incidents.open().stream()
        .filter(it -> it.alerts().stream().anyMatch(felt::contains))
        .max(Comparator.comparingLong(it -> shared(it, felt)));
  }

  private static long shared(SimulatedCorrelation.Growing incident, Set<?> felt) {
    return incident.alerts().stream().filter(felt::contains).count();
  }

  boolean decided() {
    return diagnosis.decided();
  }

  /** Whether the first cause names where it went wrong. */
  boolean right() {
    return diagnosis.causes().stream()
        .findFirst()
        .filter(cause -> roots.contains(cause.entity()))
        .isPresent();
  }

  /** Whether it would be acted upon, against a change that broke nothing. */
  boolean blamesInnocent() {
    return diagnosis
        .cause()
        .map(Cause::change)
        .filter(change -> !guilty.contains(change))
        .isPresent();
  }

  @Override
  public String toString() {
    var causes =
        diagnosis.causes().stream()
            .limit(2)
            .map(cause -> cause.entity().name() + " " + cause.kind() + " " + cause.score())
            .toList();
    return kind + " seed " + seed + " of " + size + ": " + roots + ", but " + causes;
  }
}
