package io.countersign.server.diagnosis;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import io.countersign.server.intake.SourceShortcomings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * The gathering of evidence: asks every source what it knows about the entities around an
 * incident's alerts. What it holds is bounded, however many entities there are, however long ago it
 * began, and however many incidents are open.
 */
@Component
public final class EvidenceGathering {
  /** How far before the first alert the window around the fault begins. */
  private static final Duration LEAD = Duration.ofSeconds(60);

  private static final int MAX_ENTITIES = 500;
  private static final int QUESTIONS_AT_ONCE = 8;
  private static final int GATHERINGS_AT_ONCE = 4;

  private final Semaphore places = new Semaphore(GATHERINGS_AT_ONCE, true);
  private final SignalEvidence signals;
  private final LogEvidence logs;
  private final NearbyChanges changes;

  EvidenceGathering(
      Connections connections, NearbyChanges changes, SourceShortcomings shortcomings) {
    var asking = new BoundedFanOut(QUESTIONS_AT_ONCE);
    this.signals = new SignalEvidence(connections, asking, shortcomings);
    this.logs = new LogEvidence(connections, asking);
    this.changes = changes;
  }

  public Evidence gather(List<IncidentAlert> alerts, Topology topology, Instant now) {
    places.acquireUninterruptibly();
    try {
      return gathered(alerts, topology, now);
    } finally {
      places.release();
    }
  }

  /** The window ends where the newest points are settled: what is asked later is the same then. */
  private Evidence gathered(List<IncidentAlert> alerts, Topology topology, Instant now) {
    var first = alerts.stream().map(IncidentAlert::startsAt).min(Instant::compareTo).orElse(now);
    var scope = scope(alerts, topology);
    var to = now.minus(signals.settled()).truncatedTo(ChronoUnit.SECONDS);
    var windowFrom = earlier(first, to).minus(LEAD).truncatedTo(ChronoUnit.SECONDS);
    var gathered = signals.about(scope, windowFrom, to);
    gathered.add(logs.about(scope, topology, windowFrom, to));
    var changed = changes.changesNear(scope, first, now);
    gathered.claims().addAll(changed.claims());
    var gaps = new TreeSet<>(gathered.gaps());
    gaps.addAll(changed.gaps());
    return new Evidence(
        alerts,
        topology,
        gathered.series(),
        changed.seen(),
        gathered.logs(),
        gathered.traces(),
        gathered.claims(),
        List.copyOf(gaps),
        gathered.unanswered(),
        to);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /**
   * The alerts' entities, what they depend on, who calls them, and what empties the queues among
   * them: nearest first, bounded.
   */
  private static Set<EntityId> scope(List<IncidentAlert> alerts, Topology topology) {
    var scope = new LinkedHashSet<EntityId>();
    alerts.forEach(a -> scope.add(a.entity()));
    for (var entity : List.copyOf(scope)) {
      scope.addAll(topology.below(entity).keySet());
      scope.addAll(topology.dependents(entity));
    }
    List.copyOf(scope).forEach(entity -> scope.addAll(topology.readers(entity)));
    return scope.stream().limit(MAX_ENTITIES).collect(LinkedHashSet::new, Set::add, Set::addAll);
  }
}
