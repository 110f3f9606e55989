package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.NOT_EXECUTING;
import static io.countersign.domain.RefusalCode.NOT_PENDING;
import static io.countersign.domain.RefusalCode.REASON_REQUIRED;
import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.Authority.system;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.SettleDoubt;
import io.countersign.domain.remediation.RemediationCommand.Settlement;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.AnsweredLate;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled.Effect;
import io.countersign.domain.remediation.StepAttempt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * After the end: an effect that was left in doubt may still come, so its target stays held until a
 * person has looked, or its executor answers definitely after all. An answer that says otherwise
 * than the record has the target held again.
 */
final class DoubtDecider {
  private DoubtDecider() {}

  static Decision<RemediationEvent> decide(
      Known state, Settlement command, CommandContext context) {
    return switch (command) {
      case SettleDoubt settle -> settle(state, settle, context);
    };
  }

  private static Decision<RemediationEvent> settle(
      Known state, SettleDoubt command, CommandContext context) {
    var settled =
        new DoubtSettled(
            command.remediation(), context.actor().id(), command.effect(), command.reason());
    boolean repeated = !isOpen(state) && settled.equals(settlement(state).orElse(null));
    return Rule.inOrder(
        Rule.join(
            ApproverEligibility.maySettle(state.dossier().plan(), context),
            that(repeated || isOpen(state), NOT_PENDING, "Nothing of it is in doubt."),
            that(!command.reason().isBlank(), REASON_REQUIRED)),
        () -> repeated ? Decision.unchanged() : Decision.done(settled));
  }

  /** The targets that stay held where it ends in this state; null for none. */
  static @Nullable List<EntityId> held(Known state) {
    var effects = state.effects();
    var held =
        effects == null
            ? List.<EntityId>of()
            : effects.doubtful().flatMap(it -> target(state, it).stream()).distinct().toList();
    return held.isEmpty() ? null : held;
  }

  private static Optional<EntityId> target(Known state, StepAttempt attempt) {
    var plan = state.dossier().plan();
    return (attempt.rollback() ? plan.rollback() : plan.steps())
        .stream()
            .filter(step -> step.number() == attempt.step())
            .map(PlannedStep::target)
            .findFirst();
  }

  private static boolean isOpen(Known state) {
    return state instanceof Closed closed && !closed.held().isEmpty();
  }

  private static Optional<DoubtSettled> settlement(Known state) {
    return state instanceof Closed closed
        ? Optional.ofNullable(closed.settled())
        : Optional.empty();
  }

  /**
   * It was done, as its executor says after all. What was only read back has no answer of it: by
   * now that may be the doing of the person who was called.
   */
  static Decision<RemediationEvent> late(
      Known state, StepAttempt attempt, CompleteStep command, CommandContext context) {
    var told = command.result() == null ? Optional.<Effect>empty() : Optional.of(Effect.OCCURRED);
    return late(state, attempt, told, "it was done", context);
  }

  /** It was refused, or isn't healthy, as its executor says after all. */
  static Decision<RemediationEvent> late(
      Known state, StepAttempt attempt, FailStep command, CommandContext context) {
    return late(state, attempt, attempt.toldBy(command.code()), command.code(), context);
  }

  private static Decision<RemediationEvent> late(
      Known state,
      StepAttempt attempt,
      Optional<Effect> told,
      String answer,
      CommandContext context) {
    var known = attempt.effect().or(() -> settlement(state).map(DoubtSettled::effect));
    return Rule.inOrder(
        List.of(
            system(context),
            that(told.isPresent(), NOT_EXECUTING, "This attempt isn't under way.")),
        () ->
            known.equals(told)
                ? Decision.unchanged()
                : Decision.done(
                    state instanceof Closed && known.isEmpty()
                        ? settledBy(state, told.orElseThrow(), answer, context)
                        : answeredLate(state, attempt, told.orElseThrow(), answer, context)));
  }

  private static DoubtSettled settledBy(
      Known state, Effect effect, String answer, CommandContext context) {
    return new DoubtSettled(
        state.dossier().remediation(),
        context.actor().id(),
        effect,
        "Its executor answered late: " + answer);
  }

  private static AnsweredLate answeredLate(
      Known state, StepAttempt attempt, Effect effect, String answer, CommandContext context) {
    return new AnsweredLate(
        state.dossier().remediation(),
        attempt.step(),
        attempt.number(),
        attempt.rollback(),
        effect,
        answer,
        heldAgain(state, effect) ? target(state, attempt).stream().toList() : null,
        context.at());
  }

  /**
   * Once it's over: what others planned since then rests on a target that was thought to be as
   * before, or on what a person saw there.
   */
  private static boolean heldAgain(Known state, Effect effect) {
    return state instanceof Closed && (effect == Effect.OCCURRED || settlement(state).isPresent());
  }
}
