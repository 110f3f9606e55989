package io.countersign.ledger.remediation.replay;

import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.remediation.RemediationId;
import org.jspecify.annotations.Nullable;

/**
 * A decision of policy on record.
 *
 * @param position of the event that holds it
 * @param approvers how many persons' approvals counted; null where that isn't told there
 * @param judgement without its trace and reason; null where what was looked at wasn't kept yet
 */
public record RecordedDecision(
    long position,
    RemediationId remediation,
    Stage stage,
    @Nullable Integer approvers,
    @Nullable PolicyJudgement judgement) {
  /** What was decided about. */
  public enum Stage {
    PROPOSAL,
    START,
    STEP
  }
}
