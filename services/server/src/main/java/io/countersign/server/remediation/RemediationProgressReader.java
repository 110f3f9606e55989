package io.countersign.server.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.course.RemediationTurn;
import io.countersign.domain.remediation.course.RemediationTurn.AwaitDecision;
import io.countersign.domain.remediation.course.RemediationTurn.EvaluatePolicy;
import io.countersign.domain.remediation.course.RemediationTurn.Execute;
import io.countersign.domain.remediation.course.RemediationTurn.Finish;
import io.countersign.domain.remediation.course.RemediationTurn.Over;
import io.countersign.domain.remediation.course.RemediationTurn.RequestApproval;
import io.countersign.domain.remediation.course.RemediationTurn.RunRollback;
import io.countersign.domain.remediation.course.RemediationTurn.RunStep;
import io.countersign.domain.remediation.course.RemediationTurn.Verify;
import io.countersign.workflows.remediation.RemediationProgress;
import io.countersign.workflows.remediation.RemediationProgress.Due;
import io.countersign.workflows.remediation.RemediationProgress.Phase;
import java.time.Instant;

/** The reader of a course's turn, in the words of the workflow. */
final class RemediationProgressReader {
  private RemediationProgressReader() {}

  /**
   * @param now by the clock that the turn was judged by
   */
  static RemediationProgress of(Remediation state, RemediationTurn turn, Instant now) {
    return of(turn, now).completed(completed(state));
  }

  private static int completed(Remediation state) {
    return state instanceof Remediation.Known known && known.effects() != null
        ? known.effects().completed(false) + known.effects().completed(true)
        : 0;
  }

  private static RemediationProgress of(RemediationTurn turn, Instant now) {
    return switch (turn) {
      case EvaluatePolicy _ -> RemediationProgress.of(Phase.PROPOSED);
      case RequestApproval _ -> RemediationProgress.of(Phase.EVALUATED);
      case AwaitDecision(var until, var due, _) when due == RemediationTurn.Due.REVIEW ->
          RemediationProgress.dueAt(Phase.EVALUATED, Due.RETRY, until, now);
      case AwaitDecision(var until, var due, _) ->
          RemediationProgress.dueAt(Phase.AWAITING_APPROVAL, due(due), until, now);
      case Execute _ -> RemediationProgress.of(Phase.APPROVED);
      case RunStep _ -> RemediationProgress.of(Phase.EXECUTING);
      case Verify _ -> RemediationProgress.of(Phase.VERIFYING);
      case RunRollback _ -> RemediationProgress.of(Phase.ROLLING_BACK);
      case Finish _ -> RemediationProgress.of(Phase.FINISHING);
      case Over _ -> RemediationProgress.of(Phase.CLOSED);
    };
  }

  private static Due due(RemediationTurn.Due due) {
    return switch (due) {
      case REVIEW -> Due.RETRY;
      case REMINDER -> Due.REMINDER;
      case ESCALATION -> Due.ESCALATION;
      case EXPIRY -> Due.EXPIRY;
    };
  }
}
