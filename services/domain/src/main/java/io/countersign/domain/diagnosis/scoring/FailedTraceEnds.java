package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Evidence.FailedTrace;
import io.countersign.domain.diagnosis.Evidence.Hop;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The ends of failed requests: each at the deepest entity that says that it failed them. */
final class FailedTraceEnds {
  /**
   * The number of failed requests that ended at an entity, or passed through it on the way down.
   *
   * @param claim of one of them
   */
  record Count(int requests, String claim) {
    private Count and(Count other) {
      var first = claim.compareTo(other.claim) <= 0 ? claim : other.claim;
      return new Count(requests + other.requests, first);
    }
  }

  private final Map<EntityId, Count> ended = new HashMap<>();
  private final Map<EntityId, Count> passed = new HashMap<>();

  FailedTraceEnds(List<FailedTrace> traces, Topology topology, LogAndEventEvidence logsAndEvents) {
    traces.forEach(trace -> count(trace, topology, logsAndEvents));
  }

  /** Requests that ended here, if more did than went on. */
  Optional<Count> ended(EntityId entity) {
    return more(ended, passed, entity);
  }

  /** Requests that went on from here, if more did than ended. */
  Optional<Count> passed(EntityId entity) {
    return more(passed, ended, entity);
  }

  private static Optional<Count> more(
      Map<EntityId, Count> these, Map<EntityId, Count> those, EntityId entity) {
    var other = those.get(entity);
    return Optional.ofNullable(these.get(entity))
        .filter(count -> other == null || count.requests() > other.requests());
  }

  private void count(FailedTrace trace, Topology topology, LogAndEventEvidence logsAndEvents) {
    var failed = trace.hops().stream().filter(Hop::failed).map(Hop::entity).distinct().toList();
    if (failed.isEmpty()) {
      return;
    }
    var one = new Count(1, trace.claim());
    var deepest = deepest(failed, topology);
    failed.stream().filter(hop -> !hop.equals(deepest)).forEach(hop -> add(passed, hop, one));
    // Who was only waited for doesn't know that the request failed.
    var blamed = logsAndEvents.newErrors(deepest).naming(dependencies(topology, deepest));
    add(blamed.isPresent() ? passed : ended, deepest, one);
  }

  /** The last one as told, unless the topology knows better: clocks differ. */
  private static EntityId deepest(List<EntityId> failed, Topology topology) {
    var candidates = new ArrayList<>(failed);
    candidates.removeIf(hop -> topology.dependencies(hop).stream().anyMatch(failed::contains));
    return candidates.isEmpty() ? failed.getLast() : candidates.getLast();
  }

  private static Set<EntityId> dependencies(Topology topology, EntityId entity) {
    return new HashSet<>(topology.dependencies(entity));
  }

  private static void add(Map<EntityId, Count> counts, EntityId entity, Count one) {
    counts.put(
        entity,
        counts.containsKey(entity) ? Objects.requireNonNull(counts.get(entity)).and(one) : one);
  }
}
