package io.countersign.domain.simulation;

import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.Correlation;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.Correlator;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.correlation.KnownIncident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The correlation of alerts one after the other, as the ledger would do it. */
public final class SimulatedCorrelation {
  /**
   * An open incident.
   *
   * @param lastJoinedAt when the last alert joined
   */
  public record Growing(KnownIncident known, Instant lastJoinedAt) {
    public List<IncidentAlert> alerts() {
      return known.alerts();
    }
  }

  private final Topology topology;
  private final CorrelationSettings settings;
  private final Map<IncidentId, Growing> open = new LinkedHashMap<>();

  public SimulatedCorrelation(Topology topology, CorrelationSettings settings) {
    this.topology = topology;
    this.settings = settings;
  }

  public void correlate(IncidentAlert alert, Instant at) {
    switch (Correlator.correlate(alert, known(), topology, settings)) {
      case Correlation.Opens _ -> {
        var id = IncidentId.of(alert.alert());
        open.put(id, new Growing(new KnownIncident(id, at, null, List.of(alert)), at));
      }
      case Correlation.Joins(var incident, _) -> join(incident, at, List.of(alert));
      case Correlation.Bridges(var into, var others, _) -> {
        join(into, at, List.of(alert));
        others.forEach(other -> join(into, at, open.remove(other).alerts()));
      }
      case Correlation.Echoes _, Correlation.Ignores _ -> {}
    }
  }

  private List<KnownIncident> known() {
    return open.values().stream().map(Growing::known).toList();
  }

  private void join(IncidentId incident, Instant at, List<IncidentAlert> more) {
    var was = open.get(incident);
    var alerts = new ArrayList<>(was.alerts());
    more.stream().filter(alert -> !alerts.contains(alert)).forEach(alerts::add);
    var known = new KnownIncident(incident, was.known().openedAt(), null, alerts);
    open.put(incident, new Growing(known, at));
  }

  public List<Growing> open() {
    return List.copyOf(open.values());
  }

  /** Which alerts are together, whatever the incidents are called. */
  public Set<Set<IncidentAlert>> partition() {
    return open.values().stream().map(it -> Set.copyOf(it.alerts())).collect(Collectors.toSet());
  }
}
