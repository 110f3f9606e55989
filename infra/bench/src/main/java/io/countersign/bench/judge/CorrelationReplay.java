package io.countersign.bench.judge;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.Correlation;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.Correlator;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.correlation.KnownIncident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The ledger's correlation in memory: asks the product's correlator for one alert after the other
 * and keeps the incidents.
 *
 * <p>The product learns from resolved alerts and from probes when a fault is over, and closes its
 * incident. A stream without resolutions tells neither: as shipped, an incident then takes what
 * comes within the join window. Where ends are inferred, it's also over when {@link #AGAIN} alerts
 * that it holds were raised once more within {@link #WITHIN}: what is raised again must have ended
 * before. One alert alone that comes again merely flaps. That rule is the benchmark's own.
 */
final class CorrelationReplay {
  static final int AGAIN = 5;
  static final Duration WITHIN = Duration.ofSeconds(30);

  /**
   * The key of an alert that is raised again.
   *
   * @param name of the alert, with whatever labels tell it from others about the entity
   */
  private record Series(EntityId entity, String name) {}

  private static final class ReplayedIncident {
    private final Instant openedAt;
    private final Map<Series, IncidentAlert> latest = new HashMap<>();
    private final Map<Series, Instant> again = new HashMap<>();
    private Instant lastAt;

    ReplayedIncident(Instant at) {
      openedAt = at;
      lastAt = at;
    }

    KnownIncident known(IncidentId id) {
      return new KnownIncident(id, openedAt, null, List.copyOf(latest.values()));
    }

    void add(IncidentAlert alert) {
      var series = new Series(alert.entity(), alert.name());
      if (latest.put(series, alert) != null) {
        again.put(series, alert.startsAt());
      }
      lastAt = alert.startsAt();
    }

    void merge(ReplayedIncident other) {
      other.latest.forEach(
          (series, alert) ->
              latest.merge(series, alert, (a, b) -> a.startsAt().isAfter(b.startsAt()) ? a : b));
      again.putAll(other.again);
      lastAt = lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt;
    }

    boolean holds(IncidentAlert alert) {
      return latest.containsKey(new Series(alert.entity(), alert.name()));
    }

    /** How many of its alerts came again, this one included, since then. */
    int repeats(IncidentAlert alert) {
      var series = new Series(alert.entity(), alert.name());
      again.values().removeIf(it -> it.isBefore(alert.startsAt().minus(WITHIN)));
      return again.size() + (again.containsKey(series) ? 0 : 1);
    }
  }

  private final Topology topology;
  private final CorrelationSettings settings;
  private final boolean inferringEnds;
  private final List<AlertId> arrived = new ArrayList<>();
  private final Map<AlertId, IncidentId> placed = new HashMap<>();
  private final Map<IncidentId, IncidentId> mergedInto = new HashMap<>();
  private final Map<IncidentId, ReplayedIncident> open = new HashMap<>();
  private final Map<EntityId, Set<EntityId>> near = new HashMap<>();

  /**
   * @param inferringEnds whether alerts that come again end an incident, in place of resolutions
   */
  CorrelationReplay(Topology topology, CorrelationSettings settings, boolean inferringEnds) {
    this.topology = topology;
    this.settings = settings;
    this.inferringEnds = inferringEnds;
  }

  /** Alerts come in the order in which they began. */
  void add(IncidentAlert alert) {
    arrived.add(alert.alert());
    open.values().removeIf(it -> alert.startsAt().isAfter(it.lastAt.plus(settings.joinWindow())));
    if (inferringEnds) {
      open.values().removeIf(it -> it.holds(alert) && it.repeats(alert) >= AGAIN);
    }
    switch (Correlator.correlate(alert, openNear(alert.entity()), topology, settings)) {
      case Correlation.Opens _, Correlation.Echoes _, Correlation.Ignores _ -> open(alert);
      case Correlation.Joins it -> join(it.incident(), alert);
      case Correlation.Bridges it -> {
        join(it.into(), alert);
        it.others().forEach(other -> merge(other, it.into()));
      }
    }
  }

  /** The group of each alert, as they arrived. */
  List<String> grouping() {
    return arrived.stream().map(it -> last(required(placed, it)).value()).toList();
  }

  private List<KnownIncident> openNear(EntityId entity) {
    var reach =
        near.computeIfAbsent(entity, it -> new HashSet<>(Correlator.near(it, topology, settings)));
    return open.entrySet().stream()
        .filter(
            it -> it.getValue().latest.keySet().stream().anyMatch(s -> reach.contains(s.entity())))
        .map(it -> it.getValue().known(it.getKey()))
        .toList();
  }

  private void open(IncidentAlert alert) {
    var id = IncidentId.of(alert.alert());
    open.put(id, new ReplayedIncident(alert.startsAt()));
    join(id, alert);
  }

  private void join(IncidentId id, IncidentAlert alert) {
    required(open, id).add(alert);
    placed.put(alert.alert(), id);
  }

  private void merge(IncidentId from, IncidentId into) {
    var older = required(open, into);
    older.merge(required(open, from));
    open.remove(from);
    mergedInto.put(from, into);
  }

  private IncidentId last(IncidentId id) {
    var here = id;
    while (mergedInto.containsKey(here)) {
      here = required(mergedInto, here);
    }
    return here;
  }

  private static <K, V> V required(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }
}
