package io.countersign.server.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.StartRollback;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.workflows.remediation.RemediationProgress;
import java.util.Map;

/** The way back: the declared rollback, or, where there's none or it fails, a person. */
final class Retreat {
  private final Loop loop;

  Retreat(Loop loop) {
    this.loop = loop;
  }

  RemediationProgress from(RemediationId id, Remediation.Known state, String because) {
    boolean forward = !(state instanceof Remediation.RollingBack);
    if (forward && loop.send(state, new StartRollback(id, because)).isEmpty()) {
      return loop.progress(id);
    }
    return abandon(id, state, because);
  }

  RemediationProgress abandon(RemediationId id, Remediation.Known state, String because) {
    var _ = loop.send(state, new AbandonRemediation(id, because, Map.of()));
    return loop.progress(id);
  }
}
