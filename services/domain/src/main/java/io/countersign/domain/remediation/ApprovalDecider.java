package io.countersign.domain.remediation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.Revoke;

/** Phase two: who must agree, and who did. */
final class ApprovalDecider {
  private ApprovalDecider() {}

  static Decision<RemediationEvent> decide(
      Known state, RemediationCommand.Consent command, CommandContext context) {
    return switch (command) {
      case RequestApproval _ -> ApprovalRequests.request(state, context);
      case RemindApprovers remind -> ApprovalRequests.remind(state, remind, context);
      case EscalateApproval escalate -> ApprovalRequests.escalate(state, escalate, context);
      case ExpireApproval expire -> ApprovalRequests.expire(state, expire, context);
      case Approve approve -> ApproverDecisions.approve(state, approve, context);
      case Deny deny -> ApproverDecisions.deny(state, deny, context);
      case Revoke revoke -> ApproverDecisions.revoke(state, revoke, context);
    };
  }
}
