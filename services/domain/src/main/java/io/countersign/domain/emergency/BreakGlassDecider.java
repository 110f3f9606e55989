package io.countersign.domain.emergency;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.Reach;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassCommand.AgreeToBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.CloseBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.OpenBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.ReviewBreakGlass;
import io.countersign.domain.emergency.BreakGlassEvent.AttemptRefused;
import io.countersign.domain.emergency.BreakGlassEvent.Closed;
import io.countersign.domain.emergency.BreakGlassEvent.Reviewed;
import io.countersign.domain.incident.IncidentFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Decides about break-glass: opened, closed, and reviewed by somebody independent. */
public final class BreakGlassDecider {
  /** Any of these roles lets a person call it off. */
  public static final Set<Role> CLOSING =
      Set.of(Role.RESPONDER, Role.APPROVER, Role.COMMANDER, Role.OPERATOR, Role.ADMINISTRATOR);

  private BreakGlassDecider() {}

  /**
   * @return a refusal is recorded once a minute for the same principal and code; not here where
   *     nobody opened anything by that id, which whoever asks makes up
   */
  public static Decision<BreakGlassEvent> decide(
      BreakGlass state, BreakGlassCommand command, CommandContext context) {
    var decision =
        switch (command) {
          case OpenBreakGlass c -> new BreakGlassOpening(c, context).open(state);
          case AgreeToBreakGlass _ -> known(state, it -> BreakGlassOpening.agree(it, context));
          case CloseBreakGlass _ -> known(state, it -> close(it, context));
          case ReviewBreakGlass c -> known(state, it -> review(it, c, context));
        };
    return Refusals.recorded(
        decision,
        state instanceof BreakGlass.Unopened ? null : state.refusals(),
        Attempt.of(command, context),
        command.breakGlass(),
        AttemptRefused::new);
  }

  private static Decision<BreakGlassEvent> known(
      BreakGlass state, Function<BreakGlass.Known, Decision<BreakGlassEvent>> then) {
    return state instanceof BreakGlass.Known it
        ? then.apply(it)
        : Rule.refused(RefusalCode.UNKNOWN_BREAK_GLASS);
  }

  /** Whoever works on incidents or decides may call it off. */
  private static Decision<BreakGlassEvent> close(BreakGlass.Known state, CommandContext context) {
    var opened = state.opened();
    return Rule.inOrder(
        Authority.personWithin(context, CLOSING, touched(opened.incident(), context)),
        () ->
            state.isOver(context.at())
                ? Decision.unchanged()
                : Decision.done(
                    new Closed(opened.breakGlass(), opened.incident(), context.actor().id())));
  }

  private static Decision<BreakGlassEvent> review(
      BreakGlass.Known state, ReviewBreakGlass c, CommandContext context) {
    var opened = state.opened();
    var by = context.actor().id();
    if (state.reviewers().contains(by)) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        Rule.join(
            IndependentReview.rules(
                involved(state, context), c.note(), touched(opened.incident(), context), context),
            that(
                state.tookEffect(),
                RefusalCode.NOT_PENDING,
                "It never took effect: there is nothing to review."),
            that(
                state.isOver(context.at())
                    || !context.facts(IncidentFacts.class).open(opened.incident()),
                RefusalCode.NOT_YET,
                "It's open still: it's reviewed once it's over."),
            that(!state.complete(), RefusalCode.NOT_PENDING, "It was reviewed already.")),
        () ->
            Decision.done(
                new Reviewed(
                    c.breakGlass(),
                    opened.incident(),
                    by,
                    c.justified(),
                    c.note(),
                    state.reviewers().size() + 1 >= opened.terms().reviewers())));
  }

  private static Set<PrincipalId> involved(BreakGlass.Known state, CommandContext context) {
    var id = state.opened().breakGlass();
    var all = new HashSet<>(context.facts(EmergencyFacts.class).approvers(id));
    all.add(state.opened().by());
    all.addAll(state.by());
    all.addAll(state.reviewers());
    return all;
  }

  /** All that the incident is about. */
  static List<Reach> touched(IncidentId incident, CommandContext context) {
    var catalog = context.facts(CatalogFacts.class);
    return context.facts(IncidentFacts.class).entities(incident).stream()
        .map(it -> catalog.reach(it, ""))
        .toList();
  }
}
