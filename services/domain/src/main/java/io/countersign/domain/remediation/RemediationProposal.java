package io.countersign.domain.remediation;

import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.course.FormerProposal;
import io.countersign.domain.planning.course.FormerProposal.Stage;
import io.countersign.domain.remediation.Remediation.Approved;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Executing;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Proposed;
import io.countersign.domain.remediation.Remediation.RollingBack;
import io.countersign.domain.remediation.Remediation.Verifying;
import java.util.List;

/** A remediation in the words of planning, which comes before it. */
public final class RemediationProposal {
  private RemediationProposal() {}

  public static FormerProposal of(Known state) {
    var effects = state.effects();
    return new FormerProposal(
        state.dossier().remediation().value(),
        state.dossier().plan(),
        stage(state),
        effects == null ? List.<ProbeReading>of() : effects.after());
  }

  private static Stage stage(Known state) {
    return switch (state) {
      case Proposed _, AwaitingApproval _, Approved _ -> Stage.PENDING;
      case Executing _, Verifying _, RollingBack _ -> Stage.UNDER_WAY;
      case Closed closed -> stage(closed);
    };
  }

  private static Stage stage(Closed closed) {
    return switch (closed.ending()) {
      case VERIFIED -> Stage.VERIFIED;
      case ROLLED_BACK, ABANDONED -> unverified(closed);
      case DENIED -> Stage.DENIED;
      case EXPIRED -> Stage.EXPIRED;
      case WITHDRAWN ->
          closed.withdrawn() == null ? Stage.OVERTAKEN : withdrawn(closed.withdrawn());
    };
  }

  /**
   * Where it's settled that nothing of it came, nothing was tried yet; but its executor's word that
   * it came counts more than a person's that it didn't.
   */
  private static Stage unverified(Closed closed) {
    var effects = closed.effects();
    if (closed.contradicted()) {
      return Stage.IN_DOUBT;
    }
    if (effects == null || !effects.inDoubt()) {
      return Stage.FAILED;
    }
    var settled = closed.settled();
    if (settled == null) {
      return Stage.IN_DOUBT;
    }
    return switch (settled.effect()) {
      case OCCURRED -> Stage.FAILED;
      case ABSENT -> effects.untouchedButForDoubt() ? Stage.OVERTAKEN : Stage.FAILED;
    };
  }

  private static Stage withdrawn(RemediationEvent.Withdrawn.Reason reason) {
    return switch (reason) {
      case POLICY_FORBIDS -> Stage.FORBIDDEN;
      case CONTENT_CHANGED, WINDOW_WIDENED -> Stage.ALTERED;
      case SUPERSEDED, NO_LONGER_NEEDED, DRIFTED -> Stage.OVERTAKEN;
    };
  }
}
