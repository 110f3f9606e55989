package io.countersign.domain.remediation.course;

import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ExecutionState.Verdict;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.course.RemediationTurn.AwaitDecision;
import io.countersign.domain.remediation.course.RemediationTurn.Due;
import io.countersign.domain.remediation.course.RemediationTurn.EvaluatePolicy;
import io.countersign.domain.remediation.course.RemediationTurn.Execute;
import io.countersign.domain.remediation.course.RemediationTurn.Finish;
import io.countersign.domain.remediation.course.RemediationTurn.Over;
import io.countersign.domain.remediation.course.RemediationTurn.RequestApproval;
import io.countersign.domain.remediation.course.RemediationTurn.RunRollback;
import io.countersign.domain.remediation.course.RemediationTurn.RunStep;
import io.countersign.domain.remediation.course.RemediationTurn.Verify;
import java.time.Instant;

/** The begin of a turn, by a remediation's state alone. */
record TurnBegin(Instant now, RemediationCourseSettings settings) {

  RemediationTurn of(Remediation state) {
    return switch (state) {
      case Remediation.NotProposed _ -> new Over("there is no such remediation");
      case Remediation.Proposed it when it.dossier().policy() == null ->
          new EvaluatePolicy("policy hasn't spoken yet");
      case Remediation.Proposed _ -> new RequestApproval("policy has spoken");
      case Remediation.AwaitingApproval it -> await(it.consent());
      case Remediation.Approved _ -> new Execute("it is approved");
      case Remediation.Executing _ -> new RunStep("steps are left");
      case Remediation.Verifying it when it.effects().verdict() == Verdict.PASSED ->
          new Finish("telemetry says that it helped");
      case Remediation.Verifying _ -> new Verify("all steps are completed");
      case Remediation.RollingBack it when it.restored() -> new Finish("the targets are restored");
      case Remediation.RollingBack _ -> new RunRollback("the rollback isn't proved yet");
      case Remediation.Closed _ -> new Over("the remediation is closed");
    };
  }

  /** Who is missing may be there by now, also where nothing tells of it. */
  private RemediationTurn await(ApprovalState consent) {
    var next = await(consent.deadlines());
    var review = now.plus(settings.poolAgain());
    return consent.shortfall() != null
            && next instanceof AwaitDecision it
            && it.until().isAfter(review)
        ? new AwaitDecision(review, Due.REVIEW, "fewer could approve than are asked for")
        : next;
  }

  private RemediationTurn await(ApprovalState.Deadlines asked) {
    if (!asked.reminded() && asked.level() == 0 && asked.remindAt().isBefore(asked.escalateAt())) {
      return await(asked.remindAt(), Due.REMINDER, "nobody was reminded yet");
    }
    if (!asked.escalated() && asked.escalateAt().isBefore(asked.expiresAt())) {
      return await(asked.escalateAt(), Due.ESCALATION, "the next level wasn't asked yet");
    }
    return await(asked.expiresAt(), Due.EXPIRY, "all were asked");
  }

  /** An early timer was answered "not yet": the clocks differ a little, so don't ask at once. */
  private RemediationTurn await(Instant due, Due what, String reason) {
    var soonest = now.plus(settings.decisionAgain());
    return new AwaitDecision(due.isAfter(soonest) ? due : soonest, what, reason);
  }
}
