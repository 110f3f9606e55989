package io.countersign.server.remediation;

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

/** The reader of a course's turn, in the words of the workflow. */
final class RemediationProgressReader {
  private RemediationProgressReader() {}

  static RemediationProgress of(RemediationTurn turn) {
    return switch (turn) {
      case EvaluatePolicy _ -> phase(Phase.PROPOSED);
      case RequestApproval _ -> phase(Phase.EVALUATED);
      case AwaitDecision(var until, var due, _) ->
          new RemediationProgress(Phase.AWAITING_APPROVAL, until, due(due));
      case Execute _ -> phase(Phase.APPROVED);
      case RunStep _ -> phase(Phase.EXECUTING);
      case Verify _ -> phase(Phase.VERIFYING);
      case RunRollback _ -> phase(Phase.ROLLING_BACK);
      case Finish _ -> phase(Phase.FINISHING);
      case Over _ -> phase(Phase.CLOSED);
    };
  }

  private static Due due(RemediationTurn.Due due) {
    return switch (due) {
      case REMINDER -> Due.REMINDER;
      case ESCALATION -> Due.ESCALATION;
      case EXPIRY -> Due.EXPIRY;
    };
  }

  private static RemediationProgress phase(Phase phase) {
    return new RemediationProgress(phase, null, Due.NOTHING);
  }
}
