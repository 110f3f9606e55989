package io.countersign.domain.remediation;

import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.Remediation.Approved;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Executing;
import io.countersign.domain.remediation.Remediation.NotProposed;
import io.countersign.domain.remediation.Remediation.Proposed;
import io.countersign.domain.remediation.Remediation.RollingBack;
import io.countersign.domain.remediation.Remediation.Verifying;

/** The meaning of a new diagnosis for the proposal that stands. */
public final class ProposalSuccession {
  /** What to do with it. */
  public enum Move {
    /** Nothing stands in the way: propose the new plan. */
    PROPOSE,
    /** It's the same remedy: leave the proposal, and who has approved it, alone. */
    KEEP,
    /** It's another remedy and nothing has been done yet: withdraw the old one, then propose. */
    SUPERSEDE,
    /** Effects are under way: judge again when they have ended. */
    WAIT,
    /** The same remedy was turned down or didn't help: it isn't tried again by itself. */
    LEAVE_TO_A_PERSON
  }

  private ProposalSuccession() {}

  public static Move judge(Remediation standing, Plan next) {
    return switch (standing) {
      case NotProposed _ -> Move.PROPOSE;
      case Proposed proposed -> beforeExecution(proposed.dossier(), next);
      case AwaitingApproval awaiting -> beforeExecution(awaiting.dossier(), next);
      case Approved approved -> beforeExecution(approved.dossier(), next);
      case Executing executing -> underWay(executing.dossier(), next);
      case Verifying verifying -> underWay(verifying.dossier(), next);
      case RollingBack back -> underWay(back.dossier(), next);
      case Closed closed -> afterwards(closed, next);
    };
  }

  /** The same runbook, targets, parameters and target state; a better worded cause is no change. */
  static boolean sameRemedy(Plan standing, Plan next) {
    return standing.runbookDigest().equals(next.runbookDigest())
        && standing.targets().equals(next.targets())
        && standing.steps().equals(next.steps())
        && standing.rollback().equals(next.rollback());
  }

  private static Move beforeExecution(ProposalRecord standing, Plan next) {
    return sameRemedy(standing.plan(), next) ? Move.KEEP : Move.SUPERSEDE;
  }

  private static Move underWay(ProposalRecord standing, Plan next) {
    return sameRemedy(standing.plan(), next) ? Move.KEEP : Move.WAIT;
  }

  private static Move afterwards(Closed closed, Plan next) {
    if (!sameRemedy(closed.dossier().plan(), next)) {
      return Move.PROPOSE;
    }
    return switch (closed.ending()) {
      case VERIFIED -> Move.PROPOSE;
      case WITHDRAWN ->
          closed.withdrawn() == RemediationEvent.Withdrawn.Reason.POLICY_FORBIDS
              ? Move.LEAVE_TO_A_PERSON
              : Move.PROPOSE;
      case DENIED, EXPIRED, ROLLED_BACK, ABANDONED -> Move.LEAVE_TO_A_PERSON;
    };
  }
}
