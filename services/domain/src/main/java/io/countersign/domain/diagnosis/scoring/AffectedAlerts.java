package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.health.EntityHealth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The alerting entities that would fall silent if another one recovered. */
final class AffectedAlerts {
  private final Map<EntityId, Set<EntityId>> unseen = new HashMap<>();
  private final Set<EntityId> alerting = new HashSet<>();
  private final Propagation propagation;

  AffectedAlerts(
      Evidence evidence, SequencedMap<EntityId, EntityHealth> estate, Propagation propagation) {
    this.propagation = propagation;
    evidence.alerts().forEach(alert -> alerting.add(alert.entity()));
    for (var entity : alerting) {
      var health = estate.get(entity);
      if (health == null || !health.unhealthy()) {
        unseen(entity, unhealthy(evidence.topology().below(entity).keySet(), estate));
      }
    }
  }

  /**
   * Itself, those that it explains, and those above it of which nothing better is seen; of these
   * rather what began to fail while it was watched than what did so before.
   */
  Set<EntityId> of(EntityHealth health) {
    var found = new HashSet<>(unseen.getOrDefault(health.entity(), Set.of()));
    propagation.explainedBy(health.entity()).stream()
        .filter(alerting::contains)
        .forEach(found::add);
    if (alerting.contains(health.entity())) {
      found.add(health.entity());
    }
    return found;
  }

  private void unseen(EntityId alert, List<EntityHealth> below) {
    boolean anyFresh = below.stream().anyMatch(EntityHealth::fresh);
    below.stream()
        .filter(found -> found.fresh() || !anyFresh)
        .forEach(found -> add(found.entity(), alert));
  }

  private static List<EntityHealth> unhealthy(
      Set<EntityId> entities, SequencedMap<EntityId, EntityHealth> estate) {
    return entities.stream()
        .flatMap(entity -> Optional.ofNullable(estate.get(entity)).stream())
        .filter(EntityHealth::unhealthy)
        .toList();
  }

  private void add(EntityId cause, EntityId alert) {
    Objects.requireNonNull(unseen.computeIfAbsent(cause, _ -> new HashSet<>())).add(alert);
  }
}
