package io.countersign.server.emergency;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.Sight;
import io.countersign.ledger.emergency.Emergencies;
import io.countersign.server.web.SightGuard;
import io.countersign.server.web.problem.RefusedException;
import org.springframework.stereotype.Component;

/** The guard of all that is asked of one break-glass: for who may not see it there is none. */
@Component
final class BreakGlassSight extends SightGuard {
  private final Emergencies emergencies;

  BreakGlassSight(Emergencies emergencies) {
    super("/api/v1/break-glass/*/**");
    this.emergencies = emergencies;
  }

  @Override
  protected void check(String id, Sight sight) {
    if (!emergencies.exists(id, sight)) {
      throw new RefusedException(RefusalCode.UNKNOWN_BREAK_GLASS);
    }
  }
}
