package io.countersign.server.remediation;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.course.RemediationStep.Abandon;
import io.countersign.domain.remediation.course.RemediationStep.Act;
import io.countersign.domain.remediation.course.RemediationStep.CompleteRollback;
import io.countersign.domain.remediation.course.RemediationStep.CompleteStep;
import io.countersign.domain.remediation.course.RemediationStep.Curtail;
import io.countersign.domain.remediation.course.RemediationStep.Expire;
import io.countersign.domain.remediation.course.RemediationStep.ExtendApproval;
import io.countersign.domain.remediation.course.RemediationStep.FailStep;
import io.countersign.domain.remediation.course.RemediationStep.Gated;
import io.countersign.domain.remediation.course.RemediationStep.HoldUp;
import io.countersign.domain.remediation.course.RemediationStep.RecordVerification;
import io.countersign.domain.remediation.course.RemediationStep.RequestStop;
import io.countersign.domain.remediation.course.RemediationStep.StartExecution;
import io.countersign.domain.remediation.course.RemediationStep.StartRollback;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import io.countersign.domain.remediation.course.RemediationStep.Withdraw;
import io.countersign.ledger.Blob;
import io.countersign.server.remediation.policy.PolicyEvaluation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that a course's steps stand for. */
final class CourseCommands {
  private final PolicyEvaluation policy;
  private final ClockReader clocks;
  private final PublicationWait published;

  CourseCommands(PolicyEvaluation policy, ClockReader clocks, PublicationWait published) {
    this.policy = policy;
    this.clocks = clocks;
    this.published = published;
  }

  /** With what policy says at this moment, wherever the gate asks for it. */
  RemediationCommand of(Remediation.Known state, Gated wanted) {
    var id = state.dossier().remediation();
    return switch (wanted) {
      case StartExecution it -> startExecution(state, it);
      case StartStep it -> startStep(state, it);
      case StartRollback(var because) ->
          new RemediationCommand.StartRollback(id, state.epoch(), because);
      case CompleteRollback(var after, _) ->
          new RemediationCommand.CompleteRollback(id, state.epoch(), after);
    };
  }

  private RemediationCommand startExecution(Remediation.Known state, StartExecution it) {
    var now = policy.judge(state);
    return new RemediationCommand.StartExecution(
        state.dossier().remediation(),
        it.planDigest(),
        it.observed(),
        it.before(),
        now.decision(),
        clocks(state, now.decision()),
        now.grounds());
  }

  private RemediationCommand startStep(Remediation.Known state, StartStep it) {
    var now = policy.judge(state);
    return new RemediationCommand.StartStep(
        state.dossier().remediation(),
        it.step().number(),
        state.epoch(),
        it.key(),
        it.planDigest(),
        it.observed(),
        now.decision(),
        clocks(state, now.decision()),
        it.doubtful() != null,
        now.grounds());
  }

  /** Only where the gate looks at it: targets are asked for it. */
  private ClockComparison clocks(Remediation.Known state, PolicyDecision now) {
    return state.dossier().isHighRisk(now) && !back(state)
        ? clocks.compare(state.dossier().plan())
        : ClockComparison.NOT_COMPARED;
  }

  /**
   * @param started whether the turn that read the state has started a step since
   * @param answer the executor's, that is kept beside the record of a completed step
   */
  RemediationCommand of(
      Remediation.Known state, Act wanted, boolean started, @Nullable Blob answer) {
    int epoch = state.epoch() + (started ? 1 : 0);
    var id = state.dossier().remediation();
    return switch (wanted) {
      case Withdraw(var because, var reason, _) -> new WithdrawRemediation(id, because, reason);
      case ExtendApproval _ ->
          new RemediationCommand.ExtendApproval(id, policy.judge(state).decision());
      case HoldUp(var code, _, _) ->
          new RemediationCommand.RecordHoldUp(id, code, detail(state, code));
      case Expire _ -> new ExpireApproval(id);
      case CompleteStep it -> completed(state, it, epoch, answer);
      case FailStep(var step, var number, var code, var again, _, _) ->
          new RemediationCommand.FailStep(
              id, epoch, step.number(), number, back(state), code, again);
      case RequestStop(var because, _) -> new RemediationCommand.RequestStop(id, because);
      case Curtail _ -> new RemediationCommand.CurtailExecution(id, epoch);
      case RecordVerification(var passed, var readings, _, _) ->
          new RemediationCommand.RecordVerification(id, epoch, passed, readings);
      case Abandon(var because, _) -> new AbandonRemediation(id, epoch, because, Map.of());
    };
  }

  /** Asked once more: people are told which clock to set, and which witness to look at. */
  private @Nullable String detail(Remediation.Known state, RefusalCode code) {
    return switch (code) {
      case CLOCK_SKEWED -> difference(state);
      case NOT_WITNESSED -> published.missing(state.dossier().remediation());
      default -> null;
    };
  }

  private @Nullable String difference(Remediation.Known state) {
    var compared = clocks.compare(state.dossier().plan());
    return compared.agree() ? null : compared.difference();
  }

  private static RemediationCommand completed(
      Remediation.Known state, CompleteStep it, int epoch, @Nullable Blob answer) {
    return new RemediationCommand.CompleteStep(
        state.dossier().remediation(),
        epoch,
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
