package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.SignalHistory;
import io.countersign.domain.diagnosis.health.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The faults that nobody sees, but that several suffer from at once: a provider, mostly. Two that
 * fail together, each without anything below it that explains it, have in all likelihood one cause.
 */
final class InferredFaults {
  private final Propagation propagation;
  private final Topology topology;
  private final Thresholds thresholds;

  private InferredFaults(Propagation propagation, Topology topology, Thresholds thresholds) {
    this.propagation = propagation;
    this.topology = topology;
    this.thresholds = thresholds;
  }

  /**
   * @param estate everything that is measured
   * @return unhealthy by what its callers show
   */
  static List<EntityHealth> find(
      Collection<EntityHealth> estate, Propagation propagation, Topology topology, Thresholds t) {
    var inference = new InferredFaults(propagation, topology, t);
    var callers = new TreeMap<EntityId, List<EntityHealth>>();
    estate.stream()
        .filter(health -> health.failing() && !health.slight())
        .filter(health -> propagation.explanation(health).isEmpty())
        .forEach(
            health ->
                inference
                    .unmeasuredBelow(health)
                    .forEach(
                        it -> callers.computeIfAbsent(it, _ -> new ArrayList<>()).add(health)));
    var found = new ArrayList<EntityHealth>();
    callers.forEach(
        (entity, all) -> {
          var together = inference.failedTogether(all);
          if (together.size() > 1 && inference.mostSuffer(entity, together.size(), estate)) {
            found.add(health(entity, together, estate));
          }
        });
    return found;
  }

  private Set<EntityId> unmeasuredBelow(EntityHealth health) {
    var found = new LinkedHashSet<EntityId>();
    var queue = new ArrayDeque<>(topology.dependencies(health.entity()));
    while (!queue.isEmpty()) {
      var here = queue.remove();
      if (!here.equals(health.entity())
          && propagation.visibility().mayFailUnseen(here, health)
          && found.add(here)) {
        queue.addAll(topology.dependencies(here));
      }
    }
    return found;
  }

  /** The most of them that began to fail at the same time. */
  private List<EntityHealth> failedTogether(List<EntityHealth> callers) {
    var step =
        callers.stream()
            .flatMap(health -> health.histories().stream())
            .map(SignalHistory::step)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    var apart = thresholds.onsetTolerance().plus(step.multipliedBy(2));
    return callers.stream()
        .map(first -> callers.stream().filter(it -> isWithin(first, it, apart)).toList())
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  private static boolean isWithin(EntityHealth first, EntityHealth other, Duration apart) {
    var after = Duration.between(first.onset(), other.onset());
    return !after.isNegative() && after.compareTo(apart) <= 0;
  }

  /** Callers that are seen to be well speak against it. */
  private boolean mostSuffer(EntityId entity, int callers, Collection<EntityHealth> estate) {
    var dependents = topology.dependents(entity);
    long well =
        estate.stream()
            .filter(health -> dependents.contains(health.entity()) && !health.unhealthy())
            .filter(health -> health.histories(Signal.ERRORS).anyMatch(SignalHistory::tells))
            .count();
    return well < callers;
  }

  private static EntityHealth health(
      EntityId entity, List<EntityHealth> callers, Collection<EntityHealth> estate) {
    var first = callers.stream().min(EntityHealth.BY_ONSET).orElseThrow();
    var names = String.join(", ", callers.stream().map(it -> it.entity().name()).toList());
    var text =
        "nobody measures whether it fails, but %s, which depend on it, failed together"
            .formatted(names);
    Instant until = callers.stream().map(EntityHealth::until).max(Instant::compareTo).orElseThrow();
    boolean lasts = callers.stream().anyMatch(EntityHealth::lasts);
    var claim = first.symptoms().getFirst().claim();
    var kind = Symptom.Kind.ERRORS;
    var symptom = Symptom.plain(kind, first.onset(), until, lasts, text, claim);
    var measured = estate.stream().filter(it -> it.entity().equals(entity)).findFirst();
    return new EntityHealth(
        entity, List.of(symptom), measured.map(EntityHealth::histories).orElse(List.of()));
  }
}
