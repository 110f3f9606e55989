package io.countersign.domain.calendar;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CalendarWidening;
import io.countersign.domain.calendar.CalendarCommand.DefineCalendar;
import io.countersign.domain.calendar.CalendarEvent.Defined;
import io.countersign.domain.calendar.CalendarEvent.EntriesRecorded;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.EntryProblems;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.catalog.CatalogFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decision that a calendar is to be this. */
record CalendarDefining(Calendar state, DefineCalendar command, CommandContext context) {
  /** Of one event, so that it stays below 32 KiB. */
  private static final int ROOM = 20_000;

  static final int MOST_OF_A_SCOPE = 50;

  Decision<CalendarEvent> decide() {
    var definition = command.definition();
    if (state instanceof Calendar.InForce it && it.definition().equals(definition)) {
      return Decision.unchanged();
    }
    var problems = EntryProblems.of(definition.entries());
    return Rule.inOrder(
        List.of(
            that(!command.reason().isBlank(), RefusalCode.REASON_REQUIRED),
            that(problems.isEmpty(), RefusalCode.CALENDAR_INVALID, String.join("\n", problems)),
            that(keepsItsSort(), RefusalCode.BAD_REQUEST, ANOTHER_SORT),
            that(thereIsRoom(), RefusalCode.TOO_MANY_CALENDARS)),
        this::computed);
  }

  private static final String ANOTHER_SORT =
      "A calendar keeps its kind and its scope: make another under another name, and lift this.";

  private boolean keepsItsSort() {
    return !(state instanceof Calendar.InForce it)
        || (it.definition().kind() == command.definition().kind()
            && it.definition().scope().equals(command.definition().scope()));
  }

  /** Each is read whenever a target of its scope is asked about. */
  private boolean thereIsRoom() {
    var scope = command.definition().scope();
    return state.inForce().isPresent()
        || context.facts(CalendarFacts.class).index().calendars().stream()
                .filter(it -> it.scope().equals(scope))
                .count()
            < MOST_OF_A_SCOPE;
  }

  private Decision<CalendarEvent> computed() {
    try {
      return computed(command.definition().times(context.at()));
    } catch (Occurrences.TooManyException e) {
      return Rule.refused(RefusalCode.CALENDAR_INVALID, e.why());
    }
  }

  private Decision<CalendarEvent> computed(Spans spans) {
    var index = context.facts(CalendarFacts.class).index();
    boolean wider =
        new Widening(index, context.at())
            .by(command.calendar(), state.inForce(), command.definition(), spans);
    return Rule.inOrder(
        List.of(CalendarDecider.named(wider, command.releases()), agreed(wider)),
        () -> Decision.done(events(wider)));
  }

  private Rule agreed(boolean wider) {
    if (!wider) {
      return that(true, RefusalCode.CONFIRMATION_REQUIRED);
    }
    if (context.actor().equals(Actor.SYSTEM) && command.confirmation() == null) {
      return that(
          command.widens() && command.releases().isEmpty(), RefusalCode.CONFIRMATION_REQUIRED);
    }
    return ConfirmationRules.confirmed(change(), command.confirmation(), context);
  }

  private CalendarWidening change() {
    return CalendarWidening.defining(
        command.calendar().value(),
        command.definition().within(state.inForce(), context.facts(CatalogFacts.class)),
        command.definition().digest(),
        command.releases(),
        command.reason());
  }

  private List<CalendarEvent> events(boolean wider) {
    var definition = command.definition();
    var horizon = Horizon.from(context.at());
    var events = new ArrayList<CalendarEvent>();
    events.add(
        new Defined(
            command.calendar(),
            definition.kind(),
            definition.scope(),
            definition.dependents(),
            definition.entries().size(),
            definition.digest(),
            command.tzdata(),
            horizon,
            wider,
            command.releases(),
            command.reason()));
    var parts = parts(definition.entries());
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      events.add(new EntriesRecorded(command.calendar(), horizon, parts.get(i), last));
    }
    return events;
  }

  private static List<List<CalendarEntry>> parts(List<CalendarEntry> entries) {
    var parts = new ArrayList<List<CalendarEntry>>();
    var part = new ArrayList<CalendarEntry>();
    int taken = 0;
    for (var entry : entries) {
      if (!part.isEmpty() && taken + room(entry) > ROOM) {
        parts.add(List.copyOf(part));
        part.clear();
        taken = 0;
      }
      part.add(entry);
      taken += room(entry);
    }
    parts.add(part);
    return parts;
  }

  /** About as many bytes as its JSON takes, rather more. */
  private static int room(CalendarEntry it) {
    return 1_000
        + it.except().size() * 25
        + it.extra().size() * 75
        + it.moved().size() * 110
        + room(it.recurrence());
  }

  private static int room(@Nullable Recurrence rule) {
    return rule == null
        ? 0
        : rule.days().size() * 45 + rule.monthDays().size() * 5 + rule.months().size() * 4;
  }
}
