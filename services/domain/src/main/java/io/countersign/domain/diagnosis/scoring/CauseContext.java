package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.health.NewErrors;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The circumstances of an unhealthy entity when it began to fail.
 *
 * @param changes that were in force then and may be blamed, newest first
 * @param cleared all releases around that time that aren't suspected, newest first
 * @param load that rose before it; only where the entity was full, or nobody knows how full
 * @param recentOperation the last operation shortly before
 */
record CauseContext(
    EntityHealth health,
    List<SuspectChange> changes,
    List<Evidence.ChangeSeen> cleared,
    Optional<LoadRise> load,
    Optional<Evidence.ChangeSeen> recentOperation,
    LogAndEventEvidence logsAndEvents) {
  private static final int SAID_BY_EVENT = 20;
  private static final int SAID_BY_ERRORS = 15;

  static CauseContext of(
      EntityHealth health,
      Map<EntityId, EntityHealth> estate,
      Topology topology,
      LogAndEventEvidence logsAndEvents,
      Thresholds t) {
    boolean unmeasured = health.histories(Signal.SATURATION).findAny().isEmpty();
    boolean mayBeFull =
        full(health).isPresent() || (unmeasured && health.failing() && !health.slight());
    var suspects = SuspectChange.find(health, topology, logsAndEvents, t);
    return new CauseContext(
        health,
        suspects,
        SuspectChange.cleared(health, suspects, logsAndEvents, t),
        mayBeFull ? LoadRise.find(health, estate, topology, t) : Optional.empty(),
        SuspectChange.recentOperation(health, logsAndEvents, t),
        logsAndEvents);
  }

  Optional<Symptom> full() {
    return full(health);
  }

  boolean released() {
    return changes.stream().anyMatch(SuspectChange::release);
  }

  /** Whether one that isn't suspected came before what is worst now. */
  boolean releasedMeanwhile() {
    return cleared.stream()
        .map(seen -> seen.change().at())
        .anyMatch(at -> at.isAfter(health.began()) && !at.isAfter(SuspectChange.worst(health)));
  }

  Optional<Symptom> crept() {
    return health.symptoms().stream()
        .filter(symptom -> symptom.crept().isPresent() && symptom.kind().fails())
        .findFirst();
  }

  /** The platform's event that speaks for a kind of cause. */
  Optional<Evidence.ChangeSeen> event(Cause.Kind kind) {
    return logsAndEvents.event(health.entity(), kind);
  }

  /** The reason that this event gives. */
  Optional<Reason> eventReason(Cause.Kind kind) {
    return event(kind)
        .map(seen -> new Reason(ReasonTexts.event(seen), SAID_BY_EVENT, List.of(seen.claim())));
  }

  /** The reason that new errors give, if they speak for a kind of cause. */
  Optional<Reason> errorReason(Cause.Kind kind) {
    return newErrors()
        .speakingFor(kind)
        .map(
            log ->
                new Reason(
                    "its errors say so: " + log.signature(), SAID_BY_ERRORS, List.of(log.claim())));
  }

  NewErrors newErrors() {
    return logsAndEvents.newErrors(health.entity());
  }

  private static Optional<Symptom> full(EntityHealth health) {
    return health.symptom(Symptom.Kind.SATURATION);
  }
}
