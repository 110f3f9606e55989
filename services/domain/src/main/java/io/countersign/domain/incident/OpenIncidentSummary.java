package io.countersign.domain.incident;

import java.time.Instant;
import java.util.List;

/**
 * What the correlator keeps of each open incident, in its own index.
 *
 * @param lastJoinedAt when the last alert joined
 */
public record OpenIncidentSummary(
    IncidentId incident, Instant openedAt, Instant lastJoinedAt, List<IncidentAlert> alerts) {
  public OpenIncidentSummary {
    alerts = List.copyOf(alerts);
  }
}
