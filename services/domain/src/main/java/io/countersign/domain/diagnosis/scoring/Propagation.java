package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The propagation of faults through the estate: an unhealthy entity is explained by an unhealthy
 * dependency that failed no later than it. What is healthy passes no fault on; what isn't measured
 * might.
 */
final class Propagation {
  private final Map<EntityId, List<EntityHealth>> explanations = new HashMap<>();
  private final Map<EntityId, List<EntityId>> explained = new HashMap<>();
  private final Map<EntityId, SequencedSet<EntityId>> explainedByRoot = new HashMap<>();
  private final SequencedMap<EntityId, EntityHealth> estate;
  private final Topology topology;
  private final DependencyVisibility visibility;
  private final Thresholds thresholds;

  /**
   * @param estate every entity that has signals, sorted
   */
  Propagation(
      SequencedMap<EntityId, EntityHealth> estate, Topology topology, Thresholds thresholds) {
    this.estate = estate;
    this.topology = topology;
    this.visibility = new DependencyVisibility(estate, topology);
    this.thresholds = thresholds;
    estate.values().stream().filter(EntityHealth::unhealthy).forEach(this::add);
  }

  DependencyVisibility visibility() {
    return visibility;
  }

  private void add(EntityHealth health) {
    var causes = explain(health);
    explanations.put(health.entity(), causes);
    causes.forEach(
        cause ->
            Objects.requireNonNull(
                    explained.computeIfAbsent(cause.entity(), _ -> new ArrayList<>()))
                .add(health.entity()));
  }

  /** The unhealthy dependency that explains it best: the one that failed first. */
  Optional<EntityHealth> explanation(EntityHealth health) {
    return explanations(health).findFirst();
  }

  /** All unhealthy dependencies that explain it, best first. */
  Stream<EntityHealth> explanations(EntityHealth health) {
    return explanations.getOrDefault(health.entity(), List.of()).stream();
  }

  /** Unhealthy entities that it explains, directly or through others, without itself; sorted. */
  SequencedSet<EntityId> explainedBy(EntityId root) {
    return explainedByRoot.computeIfAbsent(root, this::reach);
  }

  private SequencedSet<EntityId> reach(EntityId root) {
    var found = new HashSet<EntityId>();
    var queue = new ArrayDeque<>(List.of(root));
    while (!queue.isEmpty()) {
      for (var entity : explained.getOrDefault(queue.remove(), List.of())) {
        if (!entity.equals(root) && found.add(entity)) {
          queue.add(entity);
        }
      }
    }
    var inOrder = new LinkedHashSet<>(estate.keySet());
    inOrder.retainAll(found);
    return Collections.unmodifiableSequencedSet(inOrder);
  }

  /** What failed long before needn't be what is noticed now, if something else is. */
  private List<EntityHealth> explain(EntityHealth health) {
    var all =
        visibility.measuredDependencies(health.entity()).stream()
            .filter(dependency -> explains(dependency, health))
            .sorted(EntityHealth.BY_ONSET)
            .toList();
    Predicate<EntityHealth> atTheTime = dependency -> !longBefore(dependency, health);
    return all.stream().anyMatch(atTheTime) ? all.stream().filter(atTheTime).toList() : all;
  }

  private boolean explains(EntityHealth dependency, EntityHealth health) {
    if (!dependency.failing() || (health.gone() && !dependency.gone())) {
      return false;
    }
    if (isOver(dependency, health)) {
      return false;
    }
    if (dependency.slight() && !alike(dependency, health)) {
      return false;
    }
    if (dependency.onset().isAfter(later(health.onset(), tolerance(dependency, health)))) {
      return false;
    }
    // In a cycle only who failed first; most did, and then nobody needs to look for one.
    return EntityHealth.BY_ONSET.compare(dependency, health) < 0
        || !topology.below(dependency.entity()).containsKey(health.entity());
  }

  /** Whether it has been well for so long that what still fails can't suffer from it. */
  private boolean isOver(EntityHealth dependency, EntityHealth health) {
    var coarser =
        dependency.step().compareTo(health.step()) >= 0 ? dependency.step() : health.step();
    var slack = thresholds.onsetTolerance().plus(coarser.multipliedBy(4));
    return !dependency.lasts() && dependency.until().plus(slack).isBefore(health.until());
  }

  /** A fault fades on its way through an estate: it doesn't grow. */
  private static boolean alike(EntityHealth dependency, EntityHealth health) {
    return dependency.symptoms().stream()
        .filter(symptom -> symptom.kind().fails() && health.symptom(symptom.kind()).isPresent())
        .anyMatch(symptom -> symptom.strength() * 2 >= health.strength());
  }

  private boolean longBefore(EntityHealth dependency, EntityHealth health) {
    boolean creeping = dependency.began().isBefore(dependency.onset());
    var earlier = tolerance(dependency, health);
    var latest = isCoarse(earlier) ? earlier : earlier.multipliedBy(2);
    return !creeping && later(dependency.onset(), latest).isBefore(health.onset());
  }

  /** Points of minutes tell the time to a point; finer ones to what a caller waits. */
  private Duration tolerance(EntityHealth a, EntityHealth b) {
    var coarser = a.step().compareTo(b.step()) >= 0 ? a.step() : b.step();
    return isCoarse(coarser) ? coarser : thresholds.onsetTolerance().plus(coarser);
  }

  private boolean isCoarse(Duration step) {
    return step.compareTo(thresholds.coarseStep()) >= 0;
  }

  private static Instant later(Instant at, Duration by) {
    return at.equals(Instant.MAX) ? at : at.plus(by);
  }
}
