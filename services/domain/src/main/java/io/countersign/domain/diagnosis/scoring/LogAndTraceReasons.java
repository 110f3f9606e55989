package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The reasons that error lines and failed requests give for blaming an entity, or against it. */
record LogAndTraceReasons(
    Topology topology, LogAndEventEvidence logsAndEvents, FailedTraceEnds traces) {
  private static final int NEW_ERRORS = 5;
  private static final int NAMED_BY_CALLER = 10;
  private static final int NAMES_DEPENDENCY = -10;
  private static final int TRACES_END = 10;
  private static final int TRACES_PASS = -10;

  Stream<Reason> reasons(EntityHealth health) {
    var entity = health.entity();
    return Stream.of(
            newErrors(health), namesDependency(entity), namedByCaller(entity), ends(entity))
        .flatMap(Optional::stream);
  }

  private Optional<Reason> newErrors(EntityHealth health) {
    return health.symptom(Symptom.Kind.LOGS).isPresent()
        ? Optional.empty()
        : logsAndEvents
            .newErrors(health.entity())
            .first()
            .map(log -> new Reason(ReasonTexts.error(log), NEW_ERRORS, List.of(log.claim())));
  }

  private Optional<Reason> namesDependency(EntityId entity) {
    var below = new HashSet<>(topology.dependencies(entity));
    return logsAndEvents
        .newErrors(entity)
        .naming(below)
        .map(
            log -> {
              var text = "but its errors name what it depends on: " + log.signature();
              return new Reason(text, NAMES_DEPENDENCY, List.of(log.claim()));
            });
  }

  private Optional<Reason> namedByCaller(EntityId entity) {
    var self = Set.of(entity);
    return topology.dependents(entity).stream()
        .flatMap(caller -> logsAndEvents.newErrors(caller).naming(self).stream())
        .findFirst()
        .map(
            log -> {
              var text = log.entity().name() + "'s errors name it: " + log.signature();
              return new Reason(text, NAMED_BY_CALLER, List.of(log.claim()));
            });
  }

  private Optional<Reason> ends(EntityId entity) {
    return traces
        .ended(entity)
        .map(
            count -> {
              var text = "failed requests that ended here: " + count.requests();
              return new Reason(text, TRACES_END, List.of(count.claim()));
            })
        .or(() -> passes(entity));
  }

  private Optional<Reason> passes(EntityId entity) {
    return traces
        .passed(entity)
        .map(
            count -> {
              var text = "but failed requests that went on from here: " + count.requests();
              return new Reason(text, TRACES_PASS, List.of(count.claim()));
            });
  }
}
