package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.BAD_REQUEST;
import static io.countersign.domain.RefusalCode.NOT_EXECUTING;
import static io.countersign.domain.RefusalCode.PRECONDITION_DRIFT;
import static io.countersign.domain.RefusalCode.STALE_EPOCH;
import static io.countersign.domain.RefusalCode.STEP_IN_FLIGHT;
import static io.countersign.domain.RefusalCode.STEP_ORDER;
import static io.countersign.domain.RefusalCode.STOP_REQUESTED;
import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.Authority.system;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Running;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.StepAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The start of each step of an execution, and of its way back: the {@link ExecutionGate} is passed
 * again for each. {@link StepResultDecider} has what became of it.
 */
final class StepDecider {
  private StepDecider() {}

  static Decision<RemediationEvent> start(Known state, StartStep command, CommandContext context) {
    if (!(state instanceof Running running)) {
      return Rule.inOrder(List.of(system(context)), () -> Rule.refused(NOT_EXECUTING));
    }
    var forward =
        running.rollback()
            ? List.<Rule>of()
            : Rule.join(
                List.of(
                    that(!running.effects().stopRequested(), STOP_REQUESTED)
                        .checking("stop", running.effects().stopRequested() ? "requested" : "none"),
                    StepCoverage.reached(running, command.policy(), context)),
                Rule.join(
                    ExecutionGate.forward(state, command.policy(), command.clocks(), context),
                    WindowGate.forward(state, context)));
    return GatePass.of(
        state,
        command,
        context,
        Rule.join(
            Rule.join(fence(running, command, context), forward), gate(running, command, context)),
        checks -> started(running, command, context, checks));
  }

  /** Whoever starts a step must have read the latest state, and name the one next thing. */
  private static List<Rule> fence(Running state, StartStep command, CommandContext context) {
    return List.of(
        system(context),
        current(state, command.epoch()),
        that(mayBeSent(state, command, context.at()), STEP_IN_FLIGHT),
        that(!state.failed(), NOT_EXECUTING, "A step failed for good."),
        that(isNext(state, command.step()), STEP_ORDER),
        that(
            key(state).equals(Optional.of(command.key())),
            BAD_REQUEST,
            "The key isn't that of this attempt."));
  }

  /** Nobody has gone on since the worker read the state. */
  static Rule current(Known state, int epoch) {
    return that(epoch == state.epoch(), STALE_EPOCH)
        .checking("fencing-epoch", epoch + " of " + state.epoch());
  }

  /** Where an attempt is in flight: the same once more, and not before its deadline is over. */
  private static boolean mayBeSent(Running state, StartStep command, Instant at) {
    var inFlight = state.inFlight();
    return inFlight.isEmpty()
        ? !command.again()
        : command.again()
            && state
                .next()
                .map(step -> inFlight.get().startedAt().plusSeconds(step.timeoutSeconds()))
                .filter(over -> !at.isBefore(over))
                .isPresent();
  }

  private static Optional<String> key(Running state) {
    return state.inFlight().map(StepAttempt::key).or(state::nextKey);
  }

  private static List<Rule> gate(Running state, StartStep command, CommandContext context) {
    var asExpected = state.next().filter(step -> isAsExpected(step, command.observed().state()));
    return Rule.join(
        Rule.join(
            ExecutionGate.samePlan(state.dossier(), command.planDigest()),
            ExecutionGate.effects(state.dossier(), context.facts())),
        that(asExpected.isPresent(), PRECONDITION_DRIFT)
            .checking("target-state", GateInputs.states(List.of(command.observed().state()))));
  }

  private static StepStarted started(
      Running state, StartStep command, CommandContext context, List<GateCheck> checks) {
    return new StepStarted(
        command.remediation(),
        command.step(),
        state.inFlight().map(StepAttempt::number).orElseGet(state::nextAttempt),
        state.epoch() + 1,
        state.rollback(),
        command.key(),
        command.observed().state(),
        command.observed().instance(),
        StepCoverage.counting(state, context),
        command.policy().bundle(),
        command.policy().rules(),
        context.at(),
        checks,
        state.rollback() ? null : ExecutionDecider.judgement(command.policy(), command.grounds()),
        state.rollback() ? null : EmergencyPower.needed(state, command.policy(), context));
  }

  private static boolean isNext(Running state, int step) {
    return state.next().filter(next -> next.number() == step).isPresent();
  }

  private static boolean isAsExpected(PlannedStep step, TargetState observed) {
    return observed.target().equals(step.target()) && observed.matches(step.expected());
  }
}
