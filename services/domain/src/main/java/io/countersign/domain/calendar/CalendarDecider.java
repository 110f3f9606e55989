package io.countersign.domain.calendar;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CalendarWidening;
import io.countersign.domain.calendar.CalendarCommand.DefineCalendar;
import io.countersign.domain.calendar.CalendarCommand.LiftCalendar;
import io.countersign.domain.calendar.CalendarCommand.RecomputeCalendar;
import io.countersign.domain.calendar.CalendarEvent.AttemptRefused;
import io.countersign.domain.calendar.CalendarEvent.Lifted;
import io.countersign.domain.catalog.CatalogFacts;
import java.util.List;

/**
 * Decides about calendars: to close is one person's word and holds at once; to open more takes two.
 */
public final class CalendarDecider {
  private CalendarDecider() {}

  public static Decision<CalendarEvent> decide(
      Calendar state, CalendarCommand command, CommandContext context) {
    var decision =
        Rule.inOrder(authority(state, command, context), () -> authorised(state, command, context));
    return state instanceof Calendar.Unknown
        ? decision
        : Refusals.recorded(
            decision,
            state.refusals(),
            Attempt.of(command, context),
            (code, it) ->
                new AttemptRefused(command.calendar(), code, it.by(), it.command(), it.at()));
  }

  /** Over what it's about: who has a role in one team closes and opens nothing of another. */
  private static List<Rule> authority(
      Calendar state, CalendarCommand command, CommandContext context) {
    var catalog = context.facts(CatalogFacts.class);
    return switch (command) {
      case DefineCalendar c -> keeper(c.definition().within(state.inForce(), catalog), context);
      case LiftCalendar _ ->
          keeper(state.inForce().map(it -> it.within(catalog)).orElse(Scope.EVERYWHERE), context);
      case RecomputeCalendar _ -> List.of(Authority.system(context));
    };
  }

  private static List<Rule> keeper(Scope within, CommandContext context) {
    return Authority.systemOrPersonThroughout(
        context, RoleRules.CALENDAR_KEEPING, List.of(within.reach()));
  }

  private static Decision<CalendarEvent> authorised(
      Calendar state, CalendarCommand command, CommandContext context) {
    return switch (command) {
      case DefineCalendar c -> new CalendarDefining(state, c, context).decide();
      case LiftCalendar c -> lift(state, c, context);
      case RecomputeCalendar c ->
          state instanceof Calendar.InForce it
              ? new CalendarRecomputing(it, c, context).decide()
              : Decision.unchanged();
    };
  }

  private static Decision<CalendarEvent> lift(
      Calendar state, LiftCalendar c, CommandContext context) {
    return switch (state) {
      case Calendar.Unknown _ -> Rule.refused(RefusalCode.UNKNOWN_CALENDAR);
      case Calendar.Lifted _ -> Decision.unchanged();
      case Calendar.InForce it ->
          Rule.inOrder(
              lifting(it, c, context),
              () -> Decision.done(new Lifted(c.calendar(), c.releases(), c.reason())));
    };
  }

  /** Two persons let plans go on, by agreeing to what opens; where nothing opens, nobody does. */
  static Rule named(boolean wider, List<Digest> releases) {
    return that(wider || releases.isEmpty(), RefusalCode.NOTHING_TO_RELEASE);
  }

  private static List<Rule> lifting(
      Calendar.InForce state, LiftCalendar c, CommandContext context) {
    var index = context.facts(CalendarFacts.class).index();
    boolean wider = new Widening(index, context.at()).byLifting(c.calendar());
    var reasoned = that(!c.reason().isBlank(), RefusalCode.REASON_REQUIRED);
    var released = named(wider, c.releases());
    return wider
        ? List.of(reasoned, released, agreed(state, c, context))
        : List.of(reasoned, released);
  }

  private static Rule agreed(Calendar.InForce state, LiftCalendar c, CommandContext context) {
    var scope = state.definition().within(context.facts(CatalogFacts.class));
    var change = CalendarWidening.lifting(c.calendar().value(), scope, c.releases(), c.reason());
    return context.actor().equals(Actor.SYSTEM) && c.confirmation() == null
        ? that(false, RefusalCode.CONFIRMATION_REQUIRED)
        : ConfirmationRules.confirmed(change, c.confirmation(), context);
  }
}
