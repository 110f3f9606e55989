package io.countersign.server.remediation;

import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ExecutionState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.workflows.remediation.RemediationProgress;
import io.countersign.workflows.remediation.RemediationProgress.Due;
import io.countersign.workflows.remediation.RemediationProgress.Phase;
import java.time.Duration;
import java.time.Instant;

/** Translates a remediation's state into what its loop has to do next. */
final class RemediationProgressReader {
  /** An early timer was answered "not yet": the clocks differ a little, so don't ask at once. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private RemediationProgressReader() {}

  static RemediationProgress of(Remediation state, Instant now) {
    return switch (state) {
      case Remediation.NotProposed _ -> phase(Phase.CLOSED);
      case Remediation.Proposed proposed ->
          phase(proposed.dossier().policy() == null ? Phase.PROPOSED : Phase.EVALUATED);
      case Remediation.AwaitingApproval awaiting -> deadline(awaiting.consent(), now);
      case Remediation.Approved _ -> phase(Phase.APPROVED);
      case Remediation.Executing _ -> phase(Phase.EXECUTING);
      case Remediation.Verifying verifying ->
          phase(
              verifying.effects().verdict() == ExecutionState.Verdict.PASSED
                  ? Phase.FINISHING
                  : Phase.VERIFYING);
      case Remediation.RollingBack back ->
          phase(back.restored() ? Phase.FINISHING : Phase.ROLLING_BACK);
      case Remediation.Closed _ -> phase(Phase.CLOSED);
    };
  }

  private static RemediationProgress phase(Phase phase) {
    return new RemediationProgress(phase, null, Due.NOTHING);
  }

  private static RemediationProgress deadline(ApprovalState consent, Instant now) {
    if (!consent.reminded() && consent.remindAt().isBefore(consent.escalateAt())) {
      return awaiting(consent.remindAt(), Due.REMINDER, now);
    }
    if (!consent.escalated() && consent.escalateAt().isBefore(consent.expiresAt())) {
      return awaiting(consent.escalateAt(), Due.ESCALATION, now);
    }
    return awaiting(consent.expiresAt(), Due.EXPIRY, now);
  }

  private static RemediationProgress awaiting(Instant due, Due what, Instant now) {
    var soonest = now.plus(PATIENCE);
    return new RemediationProgress(
        Phase.AWAITING_APPROVAL, due.isAfter(soonest) ? due : soonest, what);
  }
}
