package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.BAD_REQUEST;
import static io.countersign.domain.RefusalCode.NOT_EXECUTING;
import static io.countersign.domain.RefusalCode.STALE_EPOCH;
import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.Authority.system;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Running;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.StepCompleted;
import io.countersign.domain.remediation.RemediationEvent.StepFailed;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.StepAttempt.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The result of each step of an execution, and of its way back. */
final class StepResultDecider {
  private StepResultDecider() {}

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

  /** That it took effect is true, whichever sending its executor speaks of. */
  private static Rule definite(boolean answered, Known state, int epoch) {
    return answered ? that(true, STALE_EPOCH) : StepDecider.current(state, epoch);
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
