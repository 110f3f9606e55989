package io.countersign.domain.correlation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident that an alert may belong to, as the correlator sees it.
 *
 * @param closedAt null while it is open; never a merged one
 * @param alerts those that the alert could be tied to; others of it change nothing
 */
public record KnownIncident(
    IncidentId incident, Instant openedAt, @Nullable Instant closedAt, List<IncidentAlert> alerts) {
  public KnownIncident {
    alerts = List.copyOf(alerts);
  }

  boolean open() {
    return closedAt == null;
  }
}
