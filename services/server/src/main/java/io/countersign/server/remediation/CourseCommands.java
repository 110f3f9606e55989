package io.countersign.server.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.course.RemediationStep.Abandon;
import io.countersign.domain.remediation.course.RemediationStep.Act;
import io.countersign.domain.remediation.course.RemediationStep.CompleteRollback;
import io.countersign.domain.remediation.course.RemediationStep.CompleteStep;
import io.countersign.domain.remediation.course.RemediationStep.Expire;
import io.countersign.domain.remediation.course.RemediationStep.FailStep;
import io.countersign.domain.remediation.course.RemediationStep.Gated;
import io.countersign.domain.remediation.course.RemediationStep.RecordVerification;
import io.countersign.domain.remediation.course.RemediationStep.RequestStop;
import io.countersign.domain.remediation.course.RemediationStep.StartExecution;
import io.countersign.domain.remediation.course.RemediationStep.StartRollback;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import io.countersign.domain.remediation.course.RemediationStep.Withdraw;
import io.countersign.ledger.Blob;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that a course's steps stand for. */
final class CourseCommands {
  private final PolicyEvaluation policy;

  CourseCommands(PolicyEvaluation policy) {
    this.policy = policy;
  }

  /** With what policy says at this moment, wherever the gate asks for it. */
  RemediationCommand of(Remediation.Known state, Gated wanted) {
    var id = state.dossier().remediation();
    var digest = state.dossier().plan().digest();
    return switch (wanted) {
      case StartExecution(var observed, var before, _) ->
          new RemediationCommand.StartExecution(id, digest, observed, before, policy.decide(state));
      case StartStep(var step, var key, var observed, _, var doubtful, _) ->
          new RemediationCommand.StartStep(
              id,
              step.number(),
              state.epoch(),
              key,
              digest,
              observed,
              policy.decide(state),
              doubtful != null);
      case StartRollback(var because) -> new RemediationCommand.StartRollback(id, because);
      case CompleteRollback(var after, _) -> new RemediationCommand.CompleteRollback(id, after);
    };
  }

  /**
   * @param answer the executor's, that is kept beside the record of a completed step
   */
  RemediationCommand of(Remediation.Known state, Act wanted, @Nullable Blob answer) {
    var id = state.dossier().remediation();
    return switch (wanted) {
      case Withdraw(var because, var reason, _) -> new WithdrawRemediation(id, because, reason);
      case Expire _ -> new ExpireApproval(id);
      case CompleteStep it -> completed(state, it, answer);
      case FailStep(var step, var number, var code, var again, _, _) ->
          new RemediationCommand.FailStep(id, step.number(), number, back(state), code, again);
      case RequestStop(var because, _) -> new RemediationCommand.RequestStop(id, because);
      case RecordVerification(var passed, var readings, _, _) ->
          new RemediationCommand.RecordVerification(id, passed, readings);
      case Abandon(var because, _) -> new AbandonRemediation(id, because, Map.of());
    };
  }

  private static RemediationCommand completed(
      Remediation.Known state, CompleteStep it, @Nullable Blob answer) {
    return new RemediationCommand.CompleteStep(
        state.dossier().remediation(),
        it.step().number(),
        it.number(),
        back(state),
        it.after(),
        answer == null ? null : answer.ref());
  }

  private static boolean back(Remediation.Known state) {
    return state instanceof Remediation.Running running && running.rollback();
  }
}
