package io.countersign.server.remediation.notice;

import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.server.remediation.approval.AskedApproval;

/** The news that an event of a remediation is to whoever is asked to approve. */
final class ApprovalNews {
  private ApprovalNews() {}

  static Notice.Kind kind(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.ApprovalRequested _ -> Notice.Kind.APPROVAL_REQUESTED;
      case RemediationEvent.QuorumImpossible _ -> Notice.Kind.APPROVAL_IMPOSSIBLE;
      case RemediationEvent.QuorumPossible _ -> Notice.Kind.APPROVAL_POSSIBLE;
      case RemediationEvent.ApprovalReminded _ -> Notice.Kind.APPROVAL_REMINDED;
      case RemediationEvent.ApprovalEscalated _ -> Notice.Kind.APPROVAL_ESCALATED;
      case RemediationEvent.Expired _ -> Notice.Kind.APPROVAL_EXPIRED;
      case RemediationEvent.ApprovalExtended _ -> Notice.Kind.APPROVAL_EXTENDED;
      case RemediationEvent.ApprovalRevoked _ -> Notice.Kind.APPROVAL_REVOKED;
      case RemediationEvent.QuorumShortened _ -> Notice.Kind.QUORUM_SHORTENED;
      case RemediationEvent.HeldUp _ -> Notice.Kind.EXECUTION_HELD_UP;
      case RemediationEvent.AnsweredLate _ -> Notice.Kind.EXECUTION_ANSWERED_LATE;
      case RemediationEvent.Withdrawn _ -> Notice.Kind.APPROVAL_WITHDRAWN;
      default -> Notice.Kind.APPROVAL_DECIDED;
    };
  }

  /** Why, or what is asked; empty where its kind says all. */
  static String because(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.QuorumImpossible e ->
          RefusalCode.QUORUM_IMPOSSIBLE + ": " + e.shortfall().text();
      case RemediationEvent.HeldUp e -> e.reason();
      case RemediationEvent.AnsweredLate e -> e.reason();
      case RemediationEvent.QuorumShortened e ->
          "%s suffice by the incident's commander: %s".formatted(e.quorum(), e.reason());
      default -> AskedApproval.of(event);
    };
  }
}
