package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.NOT_EXECUTING;
import static io.countersign.domain.RefusalCode.NOT_VERIFIED;
import static io.countersign.domain.RefusalCode.NO_ROLLBACK;
import static io.countersign.domain.RefusalCode.PRECONDITION_DRIFT;
import static io.countersign.domain.RefusalCode.STEP_IN_FLIGHT;
import static io.countersign.domain.RefusalCode.STOP_REQUESTED;
import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.Authority.system;
import static io.countersign.domain.remediation.decision.StepDecider.current;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.remediation.ExecutionState.Verdict;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Ending;
import io.countersign.domain.remediation.Remediation.Executing;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.RollingBack;
import io.countersign.domain.remediation.Remediation.Verifying;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRollback;
import io.countersign.domain.remediation.RemediationCommand.CurtailExecution;
import io.countersign.domain.remediation.RemediationCommand.RecordVerification;
import io.countersign.domain.remediation.RemediationCommand.StartRollback;
import io.countersign.domain.remediation.RemediationCommand.Verification;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.Completed.Outcome;
import io.countersign.domain.remediation.RemediationEvent.ExecutionCurtailed;
import io.countersign.domain.remediation.RemediationEvent.RollbackStarted;
import io.countersign.domain.remediation.RemediationEvent.RolledBack;
import io.countersign.domain.remediation.RemediationEvent.VerificationFailed;
import io.countersign.domain.remediation.RemediationEvent.VerificationPassed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Phase four: telemetry says whether it helped; if not, back to the recorded prior states. */
final class VerificationDecider {
  private VerificationDecider() {}

  static Decision<RemediationEvent> decide(
      Known state, Verification command, CommandContext context) {
    return Rule.inOrder(
        List.of(system(context)),
        () ->
            switch (command) {
              case RecordVerification verification -> record(state, verification);
              case CurtailExecution curtail -> curtail(state, curtail);
              case StartRollback start -> startRollback(state, start);
              case CompleteRollback complete -> completeRollback(state, complete);
              case CompleteRemediation complete -> complete(state, complete);
              case AbandonRemediation abandon -> abandon(state, abandon);
            });
  }

  private static Decision<RemediationEvent> record(Known state, RecordVerification command) {
    var effects = state.effects();
    var verdict = command.passed() ? Verdict.PASSED : Verdict.FAILED;
    if (effects != null && effects.verdict() == verdict) {
      return Decision.unchanged();
    }
    var pending =
        state instanceof Verifying verifying && verifying.effects().verdict() == Verdict.PENDING;
    return Rule.inOrder(
        List.of(
            that(pending, NOT_EXECUTING, "No verification is awaited."),
            current(state, command.epoch()),
            that(
                !command.passed() || allHold(state.dossier().plan(), command.after()),
                NOT_VERIFIED)),
        () ->
            Decision.done(
                command.passed()
                    ? new VerificationPassed(command.remediation(), command.after())
                    : new VerificationFailed(command.remediation(), command.after())));
  }

  /** Only what waits for more to agree: to do no more is theirs to choose who agreed to no more. */
  private static Decision<RemediationEvent> curtail(Known state, CurtailExecution command) {
    if (!(state instanceof Executing it)) {
      return Rule.refused(NOT_EXECUTING);
    }
    int completed = it.effects().completed(false);
    return Rule.inOrder(
        List.of(
            current(state, command.epoch()),
            that(it.inFlight().isEmpty(), STEP_IN_FLIGHT),
            that(
                it.waitsForStep() && completed > 0 && !it.failed(),
                NOT_EXECUTING,
                "It doesn't wait for anybody to agree to more of it."),
            that(!it.effects().stopRequested(), STOP_REQUESTED)),
        () ->
            Decision.done(
                new ExecutionCurtailed(
                    command.remediation(),
                    completed,
                    it.steps().stream().skip(completed).map(PlannedStep::number).toList())));
  }

  private static Decision<RemediationEvent> startRollback(Known state, StartRollback command) {
    if (state instanceof RollingBack || endedAs(state, Ending.ROLLED_BACK)) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        List.of(
            that(hasGrounds(state), NOT_EXECUTING, "There is nothing that asks for a rollback."),
            current(state, command.epoch()),
            that(!state.inDoubt(), STEP_IN_FLIGHT),
            that(!state.dossier().plan().rollback().isEmpty(), NO_ROLLBACK)),
        () -> Decision.done(new RollbackStarted(command.remediation(), command.because())));
  }

  /** The proof of a rollback is the targets' state, not that its steps were run. */
  private static Decision<RemediationEvent> completeRollback(
      Known state, CompleteRollback command) {
    if (endedAs(state, Ending.ROLLED_BACK)
        || (state instanceof RollingBack back && back.restored())) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        List.of(
            that(state instanceof RollingBack, NOT_EXECUTING, "Nothing is being rolled back."),
            current(state, command.epoch()),
            that(!state.inDoubt(), STEP_IN_FLIGHT),
            that(state.dossier().plan().matchedBy(command.after()), PRECONDITION_DRIFT)),
        () -> Decision.done(new RolledBack(command.remediation(), command.after())));
  }

  private static Decision<RemediationEvent> complete(Known state, CompleteRemediation command) {
    return switch (state) {
      case Verifying verifying when verifying.effects().verdict() == Verdict.PASSED ->
          completed(state, command, Outcome.VERIFIED);
      case RollingBack back when back.restored() -> completed(state, command, Outcome.ROLLED_BACK);
      case Closed closed
          when closed.ending() == Ending.VERIFIED || closed.ending() == Ending.ROLLED_BACK ->
          Decision.unchanged();
      case Executing _, Verifying _, RollingBack _ -> Rule.refused(NOT_VERIFIED);
      case Known _ -> Rule.refused(NOT_EXECUTING);
    };
  }

  private static Decision<RemediationEvent> completed(
      Known state, CompleteRemediation command, Outcome outcome) {
    return Rule.inOrder(
        List.of(current(state, command.epoch())),
        () -> Decision.done(new Completed(command.remediation(), outcome, Map.of())));
  }

  /** Also with a step in flight: a target that never answers again is why a person is needed. */
  private static Decision<RemediationEvent> abandon(Known state, AbandonRemediation command) {
    if (endedAs(state, Ending.ABANDONED)) {
      return Decision.unchanged();
    }
    var detail = new HashMap<>(command.state());
    detail.put("because", command.because());
    return Rule.inOrder(
        List.of(that(unfinished(state), NOT_EXECUTING), current(state, command.epoch())),
        () ->
            Decision.done(
                new Completed(
                    command.remediation(), Outcome.ABANDONED, detail, DoubtDecider.held(state))));
  }

  private static boolean allHold(Plan plan, List<ProbeReading> readings) {
    return plan.probes().stream()
        .allMatch(
            probe -> {
              var own = readings.stream().filter(r -> r.probe().equals(probe.name())).toList();
              return !own.isEmpty() && own.stream().allMatch(ProbeReading::holds);
            });
  }

  private static boolean hasGrounds(Known state) {
    return switch (state) {
      case Executing executing -> executing.failed() || executing.effects().stopRequested();
      case Verifying verifying ->
          switch (verifying.effects().verdict()) {
            case FAILED -> true;
            case PENDING -> verifying.effects().stopRequested();
            case PASSED -> false;
          };
      case Known _ -> false;
    };
  }

  private static boolean unfinished(Known state) {
    return switch (state) {
      case Executing _ -> true;
      case Verifying verifying -> verifying.effects().verdict() != Verdict.PASSED;
      case RollingBack back -> !back.restored();
      case Known _ -> false;
    };
  }

  private static boolean endedAs(Known state, Ending ending) {
    return state instanceof Closed closed && closed.ending() == ending;
  }
}
