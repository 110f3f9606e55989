package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
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
 * Finds what nobody measures, but what several suffer from at once: a provider, mostly. Two that
 * fail together, each without anything below it that explains it, have in all likelihood one cause.
 */
final class Hidden {
  private final Propagation propagation;
  private final Topology topology;
  private final Thresholds thresholds;

  private Hidden(Propagation propagation, Topology topology, Thresholds thresholds) {
    this.propagation = propagation;
    this.topology = topology;
    this.thresholds = thresholds;
  }

  /**
   * @param estate everything that is measured
   * @return unhealthy by what its callers show, never anything of the estate
   */
  static List<Health> find(
      Collection<Health> estate, Propagation propagation, Topology topology, Thresholds t) {
    var hidden = new Hidden(propagation, topology, t);
    var callers = new TreeMap<EntityId, List<Health>>(Comparator.comparing(EntityId::toString));
    estate.stream()
        .filter(health -> health.failing() && !health.slight())
        .filter(health -> propagation.explanation(health).isEmpty())
        .forEach(
            health ->
                hidden
                    .unmeasured(health.entity())
                    .forEach(
                        it -> callers.computeIfAbsent(it, _ -> new ArrayList<>()).add(health)));
    return callers.entrySet().stream()
        .filter(entry -> hidden.together(entry.getValue()))
        .filter(entry -> hidden.mostSuffer(entry.getKey(), entry.getValue().size(), estate))
        .map(entry -> health(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Set<EntityId> unmeasured(EntityId entity) {
    var found = new LinkedHashSet<EntityId>();
    var queue = new ArrayDeque<>(topology.dependencies(entity));
    while (!queue.isEmpty()) {
      var here = queue.remove();
      if (!here.equals(entity) && !propagation.measures(here) && found.add(here)) {
        queue.addAll(topology.dependencies(here));
      }
    }
    return found;
  }

  private boolean together(List<Health> callers) {
    var onsets = callers.stream().map(Health::onset).sorted().toList();
    var step =
        callers.stream()
            .flatMap(health -> health.histories().stream())
            .map(SignalHistory::step)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    var apart = Duration.between(onsets.getFirst(), onsets.getLast());
    return callers.size() > 1
        && apart.compareTo(thresholds.onsetTolerance().plus(step.multipliedBy(2))) <= 0;
  }

  /** Callers that are seen to be well speak against it. */
  private boolean mostSuffer(EntityId entity, int callers, Collection<Health> estate) {
    var dependents = topology.dependents(entity);
    long well =
        estate.stream()
            .filter(health -> dependents.contains(health.entity()) && !health.unhealthy())
            .filter(health -> health.histories(Signal.ERRORS).findAny().isPresent())
            .count();
    return well < callers;
  }

  private static Health health(EntityId entity, List<Health> callers) {
    var first = callers.stream().min(Health.BY_ONSET).orElseThrow();
    var names = String.join(", ", callers.stream().map(it -> it.entity().name()).toList());
    var text = "nobody measures it, but %s, which depend on it, failed together".formatted(names);
    Instant until = callers.stream().map(Health::until).max(Instant::compareTo).orElseThrow();
    boolean lasts = callers.stream().anyMatch(Health::lasts);
    var claim = first.symptoms().getFirst().claim();
    var kind = Symptom.Kind.ERRORS;
    var symptom = Symptom.plain(kind, first.onset(), until, lasts, text, claim);
    return new Health(entity, List.of(symptom), List.of());
  }
}
