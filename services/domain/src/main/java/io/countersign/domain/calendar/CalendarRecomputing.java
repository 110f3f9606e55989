package io.countersign.domain.calendar;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.calendar.CalendarCommand.RecomputeCalendar;
import io.countersign.domain.calendar.CalendarEvent.Extended;
import io.countersign.domain.calendar.CalendarEvent.Recomputed;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import java.util.List;

/** The decision to compute a calendar's times anew, and what that changes. */
record CalendarRecomputing(
    Calendar.InForce state, RecomputeCalendar command, CommandContext context) {
  /** Of each sort, in the event. */
  private static final int SHOWN = 50;

  /** Servers with an older database than the recorded one change nothing. */
  Decision<CalendarEvent> decide() {
    if (command.tzdata().compareTo(state.tzdata()) > 0) {
      return recompute();
    }
    return Horizon.isNear(state.horizon(), context.at())
        ? Decision.done(new Extended(command.calendar(), Horizon.from(context.at())))
        : Decision.unchanged();
  }

  private Decision<CalendarEvent> recompute() {
    var now = context.at();
    var recorded = recorded();
    var computed = Occurrences.of(state.definition().entries(), now, state.horizon()).from(now);
    var vanished = recorded.all().stream().filter(it -> !computed.all().contains(it)).toList();
    var appeared = computed.all().stream().filter(it -> !recorded.all().contains(it)).toList();
    return Decision.done(
        new Recomputed(
            command.calendar(),
            command.tzdata(),
            Horizon.from(now),
            shown(vanished),
            shown(appeared),
            vanished.size() + appeared.size()));
  }

  private Spans recorded() {
    return context.facts(CalendarFacts.class).index().calendars().stream()
        .filter(it -> it.id().equals(command.calendar()))
        .findFirst()
        .map(it -> it.spans().from(context.at()))
        .orElse(Spans.NONE);
  }

  private static List<Span> shown(List<Span> spans) {
    return spans.stream().limit(SHOWN).toList();
  }
}
