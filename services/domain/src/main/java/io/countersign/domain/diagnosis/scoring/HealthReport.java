package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.Decimal;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.ObservedHealth;
import io.countersign.domain.diagnosis.ObservedHealth.State;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.SignalHistory;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The health of the entities that people ask about first: where users come in, the nearest first,
 * then what is blamed, then what alerts.
 *
 * @param measured all of which something was measured or said, without what is only inferred
 */
record HealthReport(Evidence evidence, Map<EntityId, EntityHealth> measured) {
  /** So many entry points leave room for the others. */
  private static final int MOST_ENTRY_POINTS = 4;

  HealthReport {
    measured = Map.copyOf(measured);
  }

  List<ObservedHealth> of(List<Cause> causes) {
    var alerting =
        evidence.alerts().stream()
            .map(IncidentAlert::entity)
            .distinct()
            .sorted(Comparator.comparingInt(this::rank).thenComparing(Comparator.naturalOrder()))
            .toList();
    var asked = new LinkedHashSet<EntityId>();
    alerting.stream()
        .flatMap(entity -> entryPoints(entity, evidence.topology()))
        .filter(measured::containsKey)
        .distinct()
        .limit(MOST_ENTRY_POINTS)
        .forEach(asked::add);
    causes.stream().limit(1).map(Cause::entity).forEach(asked::add);
    asked.addAll(alerting);
    return asked.stream()
        .map(measured::get)
        .filter(Objects::nonNull)
        .filter(it -> it.unhealthy() || tellsOfUsers(it))
        .map(HealthReport::observed)
        .toList();
  }

  /** The strongest symptoms first, whoever alerted first. */
  private int rank(EntityId entity) {
    var health = measured.get(entity);
    return health == null || !health.unhealthy()
        ? Symptom.Kind.values().length
        : health.symptoms().getFirst().kind().ordinal();
  }

  /** That it can be reached doesn't say yet that it serves. */
  private static boolean tellsOfUsers(EntityHealth health) {
    return Stream.of(Signal.ERRORS, Signal.LATENCY)
        .flatMap(health::histories)
        .anyMatch(SignalHistory::tells);
  }

  private static Stream<EntityId> entryPoints(EntityId entity, Topology topology) {
    return Stream.concat(Stream.of(entity), topology.above(entity).keySet().stream())
        .filter(it -> topology.entity(it).filter(Entity::entryPoint).isPresent());
  }

  private static ObservedHealth observed(EntityHealth health) {
    return health.symptoms().stream()
        .findFirst()
        .map(it -> observed(health.entity(), it))
        .orElseGet(() -> new ObservedHealth(health.entity(), State.WELL, null, true));
  }

  private static ObservedHealth observed(EntityId entity, Symptom main) {
    var worst = main.worst().stream().mapToObj(Decimal::text).findFirst().orElse(null);
    return new ObservedHealth(entity, state(main.kind()), worst, main.lasts());
  }

  private static State state(Symptom.Kind kind) {
    return switch (kind) {
      case DOWN -> State.DOWN;
      case VANISHED -> State.VANISHED;
      case ERRORS -> State.FAILING;
      case LATENCY -> State.SLOW;
      case LOGS -> State.WRITING_ERRORS;
      case RESTARTS -> State.RESTARTING;
      case EVENT -> State.REPORTED;
      case SATURATION -> State.SATURATED;
      case REPLICAS -> State.REDUCED;
      case UNREADABLE -> State.UNREADABLE;
    };
  }
}
