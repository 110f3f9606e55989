package io.countersign.server.remediation;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.Sight;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.web.SightGuard;
import io.countersign.server.web.problem.RefusedException;
import org.springframework.stereotype.Component;

/** The guard of all that is asked of one remediation: for who may not see it there is none. */
@Component
final class RemediationSight extends SightGuard {
  private final Remediations remediations;

  RemediationSight(Remediations remediations) {
    super("/api/v1/remediations/*/**");
    this.remediations = remediations;
  }

  @Override
  protected void check(String id, Sight sight) {
    if (!remediations.exists(id, sight)) {
      throw new RefusedException(RefusalCode.UNKNOWN_REMEDIATION);
    }
  }
}
