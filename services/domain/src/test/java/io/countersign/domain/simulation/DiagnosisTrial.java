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

  /** None where the world can't have such a fault, or nobody is alerted by it. */
  static Optional<DiagnosisTrial> of(Fault.Kind kind, long seed) {
    int size = size(seed);
    return SimulationRun.of(size, seed, kind).flatMap(episode -> judge(episode, seed, size));
  }

  static int size(long seed) {
    return (int) new SeededRandom(seed).magnitude(5, 500);
  }

  private static Optional<DiagnosisTrial> judge(SimulationRun episode, long seed, int size) {
    return incident(episode, correlated(episode), 0)
        .map(
            it ->
                new DiagnosisTrial(
                    seed,
                    size,
                    episode.faults().getFirst().kind(),
                    episode.isMeasured(0),
                    episode.roots(0),
                    episode.guilty(),
                    Diagnoser.diagnose(
                        1, it.alerts().size(), evidence(episode, it), Estate.THRESHOLDS)));
  }

  static SimulatedCorrelation correlated(SimulationRun episode) {
    var incidents = new SimulatedCorrelation(episode.topology(), CorrelationSettings.DEFAULT);
    episode.arrivals().forEach(a -> incidents.take(a.alert(), a.at()));
    return incidents;
  }

  /** As it's gathered when nothing more has joined for five seconds. */
  static Evidence evidence(SimulationRun episode, SimulatedCorrelation.Growing incident) {
    return episode.evidence(incident.alerts(), incident.lastJoinedAt().plusSeconds(5));
  }

  /** The incident that most of a fault's alerts are in. */
  static Optional<SimulatedCorrelation.Growing> incident(
      SimulationRun episode, SimulatedCorrelation incidents, int fault) {
    var felt =
        episode.arrivals().stream()
            .filter(a -> episode.isFelt(fault, a))
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
