package io.countersign.bench.judge;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.Correlation;
import io.countersign.domain.incident.CorrelationSettings;
import io.countersign.domain.incident.Correlator;
import io.countersign.domain.incident.IncidentAlert;
import io.countersign.domain.incident.IncidentId;
import io.countersign.domain.incident.OpenIncidentSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the ledger's correlation does, in memory: asks the correlator for one alert after the other
 * and keeps the incidents.
 */
final class Replay {
  private final Topology topology;
  private final CorrelationSettings settings;
  private final List<AlertId> arrived = new ArrayList<>();
  private final Map<AlertId, IncidentId> placed = new HashMap<>();
  private final Map<IncidentId, OpenIncidentSummary> open = new LinkedHashMap<>();

  Replay(Topology topology, CorrelationSettings settings) {
    this.topology = topology;
    this.settings = settings;
  }

  void take(IncidentAlert alert) {
    var at = alert.startsAt();
    arrived.add(alert.alert());
    open.values().removeIf(it -> it.lastJoinedAt().plus(Duration.ofMinutes(1)).isBefore(at));
    var answer = Correlator.correlate(alert, at, List.copyOf(open.values()), topology, settings);
    switch (answer) {
      case Correlation.Opens _ -> put(IncidentId.of(alert.alert()), at, at, List.of(alert));
      case Correlation.Joins it -> join(it.incident(), alert, at);
      case Correlation.Bridges it -> {
        join(it.into(), alert, at);
        it.others().forEach(other -> merge(other, it.into()));
      }
      case Correlation.Ignores _ -> put(IncidentId.of(alert.alert()), at, at, List.of());
    }
  }

  /** The group of each alert, as they arrived. */
  List<String> grouping() {
    return arrived.stream().map(it -> known(placed, it).value()).toList();
  }

  long groups() {
    return placed.values().stream().distinct().count();
  }

  private void join(IncidentId id, IncidentAlert alert, Instant at) {
    var incident = known(open, id);
    var alerts = new ArrayList<>(incident.alerts());
    alerts.add(alert);
    put(id, incident.openedAt(), at, alerts);
  }

  private void merge(IncidentId from, IncidentId into) {
    var older = known(open, into);
    var alerts = new ArrayList<>(older.alerts());
    alerts.addAll(known(open, from).alerts());
    open.remove(from);
    put(into, older.openedAt(), older.lastJoinedAt(), alerts);
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }

  private void put(IncidentId id, Instant opened, Instant joined, List<IncidentAlert> alerts) {
    alerts.forEach(it -> placed.put(it.alert(), id));
    open.put(id, new OpenIncidentSummary(id, opened, joined, alerts));
  }
}
