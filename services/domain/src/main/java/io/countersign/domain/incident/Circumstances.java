package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What went on around an unhealthy entity when it began to fail.
 *
 * @param changes that were in force then and may be blamed, newest first
 * @param load that rose before it; only where the entity was full, or nobody knows how full
 * @param meddling the last operation shortly before
 */
record Circumstances(
    Health health,
    List<SuspectChange> changes,
    Optional<LoadRise> load,
    Optional<Evidence.ChangeSeen> meddling,
    Clues clues) {

  static Circumstances of(
      Health health, Map<EntityId, Health> estate, Topology topology, Clues clues, Thresholds t) {
    boolean unmeasured = health.histories(Signal.SATURATION).findAny().isEmpty();
    boolean mayBeFull =
        full(health).isPresent() || (unmeasured && health.failing() && !health.slight());
    return new Circumstances(
        health,
        SuspectChange.find(health, topology, clues, t),
        mayBeFull ? LoadRise.find(health, estate, topology, t) : Optional.empty(),
        SuspectChange.meddling(health, clues, t),
        clues);
  }

  Optional<Symptom> full() {
    return full(health);
  }

  boolean released() {
    return changes.stream().anyMatch(SuspectChange::release);
  }

  Optional<Symptom> crept() {
    return health.symptoms().stream()
        .filter(symptom -> symptom.crept().isPresent() && symptom.kind().fails())
        .findFirst();
  }

  /** The platform's event that speaks for a kind of cause. */
  Optional<Evidence.ChangeSeen> event(Cause.Kind kind) {
    return clues.event(health.entity(), kind);
  }

  Complaints complaints() {
    return clues.complaints(health.entity());
  }

  private static Optional<Symptom> full(Health health) {
    return health.symptom(Symptom.Kind.SATURATION);
  }
}
