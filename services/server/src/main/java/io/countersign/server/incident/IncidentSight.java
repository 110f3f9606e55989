package io.countersign.server.incident;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.Sight;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.server.web.SightGuard;
import io.countersign.server.web.problem.RefusedException;
import org.springframework.stereotype.Component;

/** The guard of all that is asked of one incident: for who may not see it there is none. */
@Component
final class IncidentSight extends SightGuard {
  private final IncidentInbox inbox;

  IncidentSight(IncidentInbox inbox) {
    super("/api/v1/incidents/*/**");
    this.inbox = inbox;
  }

  @Override
  protected void check(String id, Sight sight) {
    if (!inbox.exists(id, sight)) {
      throw new RefusedException(RefusalCode.UNKNOWN_INCIDENT);
    }
  }
}
