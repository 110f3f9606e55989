package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.BAD_REQUEST;
import static io.countersign.domain.RefusalCode.CONTENT_CHANGED;
import static io.countersign.domain.RefusalCode.FAULT_GONE;
import static io.countersign.domain.RefusalCode.NOT_APPROVED;
import static io.countersign.domain.RefusalCode.NOT_EXECUTING;
import static io.countersign.domain.RefusalCode.PRECONDITION_DRIFT;
import static io.countersign.domain.RefusalCode.REASON_REQUIRED;
import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.Authority.system;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.remediation.ExecutionState;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation.Approved;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Executing;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Verifying;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.Execution;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.RecordHoldUp;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.HeldUp;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Phase three as a whole: the {@link ExecutionGate} before it begins, and what holds it up. {@link
 * StepDecider} and {@link StepResultDecider} have its steps.
 */
final class ExecutionDecider {
  private ExecutionDecider() {}

  static Decision<RemediationEvent> decide(Known state, Execution command, CommandContext context) {
    return switch (command) {
      case StartExecution start -> start(state, start, context);
      case StartStep start -> StepDecider.start(state, start, context);
      case CompleteStep complete -> StepResultDecider.complete(state, complete, context);
      case FailStep fail -> StepResultDecider.fail(state, fail, context);
      case RequestStop stop -> requestStop(state, stop, context);
      case RecordHoldUp hold -> holdUp(state, hold, context);
    };
  }

  private static Decision<RemediationEvent> start(
      Known state, StartExecution command, CommandContext context) {
    if (state.effects() != null) {
      return Rule.inOrder(List.of(system(context)), Decision::unchanged);
    }
    var plan = state.dossier().plan();
    var rules =
        Rule.join(
            Rule.join(
                List.of(
                    system(context),
                    that(state instanceof Approved, NOT_APPROVED)
                        .checking("phase", state.phase().name())),
                ExecutionGate.samePlan(state.dossier(), command.planDigest())),
            List.of(
                that(plan.isBound(), CONTENT_CHANGED, "What would run was never bound."),
                that(measured(plan, command.before()), BAD_REQUEST, "A probe has no reading."),
                that(!command.before().stream().allMatch(ProbeReading::holds), FAULT_GONE)
                    .checking("fault", GateInputs.readings(command.before()))));
    return GatePass.of(
        state,
        command,
        context,
        Rule.join(
            Rule.join(
                Rule.join(
                    rules,
                    Rule.join(
                        ExecutionGate.forward(state, command.policy(), command.clocks(), context),
                        WindowGate.forward(state, context))),
                ExecutionGate.effects(state.dossier(), context.facts())),
            that(plan.matchedBy(command.observed()), PRECONDITION_DRIFT)
                .checking("target-state", GateInputs.states(command.observed()))),
        checks -> executionStarted(state, command, context, checks));
  }

  private static ExecutionStarted executionStarted(
      Known state, StartExecution command, CommandContext context, List<GateCheck> checks) {
    return new ExecutionStarted(
        command.remediation(),
        command.planDigest(),
        state.dossier().targets().stream().map(EntityId::toString).toList(),
        command.observed(),
        command.before(),
        command.policy().bundle(),
        command.policy().rules(),
        checks,
        judgement(command.policy(), command.grounds()),
        EmergencyPower.needed(state, command.policy(), context));
  }

  /** To be kept, so that it can be judged again. */
  static @Nullable PolicyJudgement judgement(
      PolicyDecision policy, @Nullable PolicyGrounds grounds) {
    return grounds == null ? null : new PolicyJudgement(policy, grounds);
  }

  private static Decision<RemediationEvent> requestStop(
      Known state, RequestStop command, CommandContext context) {
    var effects = state.effects();
    if (effects != null && effects.stopRequested()) {
      return Rule.inOrder(
          ApproverEligibility.mayIntervene(state.dossier().plan(), context), Decision::unchanged);
    }
    return Rule.inOrder(
        Rule.join(
            ApproverEligibility.mayIntervene(state.dossier().plan(), context),
            that(
                stoppable(state), NOT_EXECUTING, "Nothing is under way that a stop would hold up."),
            that(!command.reason().isBlank(), REASON_REQUIRED)),
        () ->
            Decision.done(
                new StopRequested(command.remediation(), context.actor().id(), command.reason())));
  }

  private static Decision<RemediationEvent> holdUp(
      Known state, RecordHoldUp command, CommandContext context) {
    return Rule.inOrder(
        List.of(system(context), that(!(state instanceof Closed), NOT_EXECUTING)),
        () ->
            state.dossier().heldUp().contains(command.code())
                ? Decision.unchanged()
                : Decision.done(heldUp(state, command, context)));
  }

  /** Where a calendar is in the way, this says until when, by the facts of this moment. */
  private static HeldUp heldUp(Known state, RecordHoldUp command, CommandContext context) {
    var by = ExecutionGate.inDoubtBy(state.dossier(), context.facts());
    if (!ProposalRecord.WINDOW.contains(command.code())) {
      return new HeldUp(command.remediation(), command.code(), by, command.detail());
    }
    var verdict = WindowGate.verdict(state, context);
    return WindowGate.heldUp(
        command.remediation(),
        command.code(),
        by,
        verdict,
        state instanceof Approved ? WindowGate.consentUntil(state, verdict, context) : null,
        context.at());
  }

  private static boolean stoppable(Known state) {
    return state instanceof Executing
        || (state instanceof Verifying verifying
            && verifying.effects().verdict() == ExecutionState.Verdict.PENDING);
  }

  private static boolean measured(Plan plan, List<ProbeReading> readings) {
    return plan.probes().stream()
        .allMatch(probe -> readings.stream().anyMatch(r -> r.probe().equals(probe.name())));
  }
}
