package io.countersign.domain.remediation;

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
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Running;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent.StepCompleted;
import io.countersign.domain.remediation.RemediationEvent.StepFailed;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.StepAttempt.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The steps of an execution, and of its way back: the {@link ExecutionGate} before each of them,
 * and what became of it.
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
                List.of(that(!running.effects().stopRequested(), STOP_REQUESTED)),
                ExecutionGate.forward(state, command.policy(), command.clocks(), context));
    return Rule.inOrder(
        Rule.join(
            Rule.join(fence(running, command, context), forward), gate(running, command, context)),
        () -> Decision.done(started(running, command, context)));
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
    return that(epoch == state.epoch(), STALE_EPOCH);
  }

  /** That it took effect is true, whichever sending its executor speaks of. */
  private static Rule definite(boolean answered, Known state, int epoch) {
    return answered ? that(true, STALE_EPOCH) : current(state, epoch);
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
        that(asExpected.isPresent(), PRECONDITION_DRIFT));
  }

  private static StepStarted started(Running state, StartStep command, CommandContext context) {
    return new StepStarted(
        command.remediation(),
        command.step(),
        state.inFlight().map(StepAttempt::number).orElseGet(state::nextAttempt),
        state.epoch() + 1,
        state.rollback(),
        command.key(),
        command.observed().state(),
        command.observed().instance(),
        ExecutionGate.stillAuthorised(state, context.facts()),
        command.policy().bundle(),
        command.policy().rules(),
        context.at());
  }

  static Decision<RemediationEvent> complete(
      Known state, CompleteStep command, CommandContext context) {
    var attempt = attempt(state, command.rollback(), command.step(), command.attempt());
    return told(
        state,
        attempt,
        attempt.filter(it -> it.is(Progress.COMPLETED)).isPresent(),
        it -> DoubtDecider.late(state, it, command, context),
        () -> completed(state, attempt, command, context),
        context);
  }

  static Decision<RemediationEvent> fail(Known state, FailStep command, CommandContext context) {
    var attempt = attempt(state, command.rollback(), command.step(), command.attempt());
    var how = command.again() ? Progress.FAILED_AGAIN : Progress.FAILED;
    return told(
        state,
        attempt,
        attempt.filter(it -> it.is(how) && it.code().equals(command.code())).isPresent(),
        it -> DoubtDecider.late(state, it, command, context),
        () -> failed(state, attempt, command, context),
        context);
  }

  /**
   * What became of an attempt.
   *
   * @param repeated whether the record says just that of it
   * @param late where it isn't under way any more
   */
  private static Decision<RemediationEvent> told(
      Known state,
      Optional<StepAttempt> attempt,
      boolean repeated,
      Function<StepAttempt, Decision<RemediationEvent>> late,
      Supplier<Decision<RemediationEvent>> now,
      CommandContext context) {
    return repeated
        ? Rule.inOrder(List.of(system(context)), Decision::unchanged)
        : attempt.filter(it -> !isUnderWay(state, it)).map(late).orElseGet(now);
  }

  private static Decision<RemediationEvent> completed(
      Known state, Optional<StepAttempt> attempt, CompleteStep command, CommandContext context) {
    boolean answered = command.result() != null;
    return Rule.inOrder(
        List.of(system(context), known(attempt), definite(answered, state, command.epoch())),
        () ->
            Decision.done(
                new StepCompleted(
                    command.remediation(),
                    command.step(),
                    command.attempt(),
                    command.rollback(),
                    command.after(),
                    command.result(),
                    context.at())));
  }

  private static Decision<RemediationEvent> failed(
      Known state, Optional<StepAttempt> attempt, FailStep command, CommandContext context) {
    boolean answered = command.code().equals(StepAttempt.TOOK_EFFECT);
    return Rule.inOrder(
        List.of(
            system(context),
            that(
                !command.again() || StepAttempt.isWithoutEffect(command.code()),
                BAD_REQUEST,
                "What may have taken effect has no other attempt."),
            known(attempt),
            definite(answered, state, command.epoch()),
            that(
                attempt
                    .filter(known -> known.mayFailWith(command.code(), command.again()))
                    .isPresent(),
                BAD_REQUEST,
                "What was sent more than once isn't known to have had no effect.")),
        () ->
            Decision.done(
                new StepFailed(
                    command.remediation(),
                    command.step(),
                    command.attempt(),
                    command.rollback(),
                    command.code(),
                    command.again(),
                    context.at())));
  }

  private static boolean isNext(Running state, int step) {
    return state.next().filter(next -> next.number() == step).isPresent();
  }

  private static boolean isAsExpected(PlannedStep step, TargetState observed) {
    return observed.target().equals(step.target()) && observed.matches(step.expected());
  }

  private static Optional<StepAttempt> attempt(
      Known state, boolean rollback, int step, int number) {
    return Optional.ofNullable(state.effects())
        .flatMap(effects -> effects.last(rollback, step))
        .filter(known -> known.number() == number);
  }

  private static boolean isUnderWay(Known state, StepAttempt attempt) {
    return state instanceof Running && attempt.is(Progress.IN_FLIGHT);
  }

  private static Rule known(Optional<StepAttempt> attempt) {
    return that(attempt.isPresent(), NOT_EXECUTING, "This attempt isn't under way.");
  }
}
