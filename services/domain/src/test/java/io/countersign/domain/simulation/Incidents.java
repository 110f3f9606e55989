package io.countersign.domain.simulation;

import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.Correlation;
import io.countersign.domain.incident.CorrelationSettings;
import io.countersign.domain.incident.Correlator;
import io.countersign.domain.incident.IncidentAlert;
import io.countersign.domain.incident.IncidentId;
import io.countersign.domain.incident.OpenIncidentSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes alerts one after the other and does as the correlator says, as the ledger would. */
public final class Incidents {
  private final Topology topology;
  private final CorrelationSettings settings;
  private final Map<IncidentId, OpenIncidentSummary> open = new LinkedHashMap<>();

  public Incidents(Topology topology, CorrelationSettings settings) {
    this.topology = topology;
    this.settings = settings;
  }

  public void take(IncidentAlert alert, Instant at) {
    switch (Correlator.correlate(alert, at, List.copyOf(open.values()), topology, settings)) {
      case Correlation.Opens _ -> {
        var id = IncidentId.of(alert.alert());
        open.put(id, new OpenIncidentSummary(id, at, at, List.of(alert)));
      }
      case Correlation.Joins(var incident, _) -> join(incident, at, List.of(alert));
      case Correlation.Bridges(var into, var others, _) -> {
        join(into, at, List.of(alert));
        others.forEach(other -> join(into, at, open.remove(other).alerts()));
      }
      case Correlation.Ignores _ -> {}
    }
  }

  private void join(IncidentId incident, Instant at, List<IncidentAlert> more) {
    var was = open.get(incident);
    var alerts = new ArrayList<>(was.alerts());
    more.stream().filter(alert -> !alerts.contains(alert)).forEach(alerts::add);
    open.put(incident, new OpenIncidentSummary(incident, was.openedAt(), at, alerts));
  }

  public List<OpenIncidentSummary> open() {
    return List.copyOf(open.values());
  }

  /** Which alerts are together, whatever the incidents are called. */
  public Set<Set<IncidentAlert>> partition() {
    return open.values().stream().map(it -> Set.copyOf(it.alerts())).collect(Collectors.toSet());
  }
}
