package io.countersign.domain.incident;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.correlation.IncidentAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident's alerts and when they joined.
 *
 * @param alerts in the order in which they joined; their number is the incident's revision
 * @param unsettledSince when the first one joined that the last diagnosis has not seen; null when
 *     it saw all
 * @param lastAt when the last one joined
 */
public record JoinedAlerts(
    List<IncidentAlert> alerts, @Nullable Instant unsettledSince, Instant lastAt) {
  public JoinedAlerts {
    alerts = List.copyOf(alerts);
  }

  static JoinedAlerts first(IncidentAlert alert, Instant at) {
    return new JoinedAlerts(List.of(alert), at, at);
  }

  boolean holds(AlertId alert) {
    return alerts.stream().anyMatch(it -> it.alert().equals(alert));
  }

  Optional<Instant> dueAt(Duration quiet, Duration latest) {
    return Optional.ofNullable(unsettledSince)
        .map(first -> SettlingPeriod.dueAt(first, lastAt, quiet, latest));
  }

  JoinedAlerts with(IncidentAlert alert, Instant at) {
    var more = new ArrayList<>(alerts);
    more.add(alert);
    return new JoinedAlerts(more, unsettledSince == null ? at : unsettledSince, at);
  }

  JoinedAlerts settled() {
    return new JoinedAlerts(alerts, null, lastAt);
  }

  JoinedAlerts unsettled() {
    return new JoinedAlerts(alerts, lastAt, lastAt);
  }
}
