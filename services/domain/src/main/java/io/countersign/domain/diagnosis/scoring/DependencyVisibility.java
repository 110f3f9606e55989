package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.SignalHistory;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The visibility of dependencies: of which of them it is known whether they fail. */
record DependencyVisibility(SequencedMap<EntityId, EntityHealth> estate, Topology topology) {
  /** Its nearest dependencies that have signals, looked at through those that have none. */
  List<EntityHealth> measuredDependencies(EntityId entity) {
    var found = new ArrayList<EntityHealth>();
    var seen = new TreeSet<EntityId>();
    var queue = new ArrayDeque<>(topology.dependencies(entity));
    queue.addAll(topology.readers(entity));
    while (!queue.isEmpty()) {
      var here = queue.remove();
      if (here.equals(entity) || !seen.add(here)) {
        continue;
      }
      var health = estate.get(here);
      if (health != null) {
        found.add(health);
      }
      if (health == null || hidesFailures(health)) {
        queue.addAll(topology.dependencies(here));
        queue.addAll(topology.readers(here));
      }
    }
    return found;
  }

  /** What seems well, but whose failures nobody measures, may pass on those of others. */
  private static boolean hidesFailures(EntityHealth health) {
    return seemsWell(health) && serves(health) && !measures(health, Signal.ERRORS);
  }

  /** It may as well be slow, if nobody measures how long it takes. */
  private static boolean hidesSlowness(EntityHealth health) {
    return seemsWell(health) && serves(health) && !measures(health, Signal.LATENCY);
  }

  /** Whether it's asked for something, so that it could fail or be slow. */
  private static boolean serves(EntityHealth health) {
    return Stream.of(Signal.RATE, Signal.ERRORS, Signal.LATENCY)
        .anyMatch(signal -> health.histories(signal).findAny().isPresent());
  }

  private static boolean seemsWell(EntityHealth health) {
    return !health.failing() || health.slight();
  }

  private static boolean measures(EntityHealth health, Signal signal) {
    return health.symptom(Symptom.Kind.UNREADABLE).isEmpty()
        && health.histories(signal).anyMatch(SignalHistory::tells);
  }

  /** Direct dependencies of which nobody can say whether what it suffers from comes from them. */
  List<EntityId> unseenDependencies(EntityHealth health) {
    return topology.dependencies(health.entity()).stream()
        .filter(dependency -> mayFailUnseen(dependency, health))
        .toList();
  }

  /**
   * Whether nothing is known of an entity, or nothing of whether it fails; or of how long it takes,
   * where who suffers from it is slow or nobody knows that either.
   */
  boolean mayFailUnseen(EntityId entity, EntityHealth sufferer) {
    boolean slow =
        sufferer.symptom(Symptom.Kind.LATENCY).isPresent() || !measures(sufferer, Signal.LATENCY);
    return Optional.ofNullable(estate.get(entity))
        .map(health -> hidesFailures(health) || (slow && hidesSlowness(health)))
        .orElse(true);
  }

  /**
   * Whether every direct dependency is measured, so that its health is known. Of what the catalogue
   * doesn't know at all, nobody knows on what it depends.
   */
  boolean seesAllDependencies(EntityId entity) {
    boolean known = topology.entity(entity).isPresent() || !topology.dependents(entity).isEmpty();
    return known && estate.keySet().containsAll(topology.dependencies(entity));
  }
}
