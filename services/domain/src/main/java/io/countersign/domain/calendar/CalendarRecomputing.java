package io.countersign.domain.calendar;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.calendar.CalendarCommand.RecomputeCalendar;
import io.countersign.domain.calendar.CalendarEvent.Extended;
import io.countersign.domain.calendar.CalendarEvent.Recomputed;
import io.countersign.domain.calendar.rule.Effort;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The decision to compute a calendar's times anew, and what that changes. */
record CalendarRecomputing(
    Calendar.InForce state, RecomputeCalendar command, CommandContext context) {
  /** Of each sort, in the event. */
  private static final int SHOWN = 50;

  /** Servers with an older database than the recorded one change nothing. */
  Decision<CalendarEvent> decide() {
    boolean newer = command.tzdata().compareTo(state.tzdata()) > 0;
    if (!newer && !Horizon.isNear(state.horizon(), context.at())) {
      return Decision.unchanged();
    }
    try {
      var _ = until(Horizon.from(context.at()));
      return newer
          ? recomputed()
          : Decision.done(new Extended(command.calendar(), Horizon.from(context.at())));
    } catch (Occurrences.TooManyException e) {
      return Rule.refused(RefusalCode.CALENDAR_INVALID, e.why());
    }
  }

  /** It was bounded when it was set, and may have become more since. */
  private Spans until(Instant horizon) {
    var effort = Effort.ofExtending();
    return Occurrences.of(state.definition().entries(), context.at(), horizon, effort);
  }

  private Decision<CalendarEvent> recomputed() {
    var now = context.at();
    var before = Set.copyOf(recorded().all());
    var computed = until(state.horizon()).from(now).all();
    var after = Set.copyOf(computed);
    var vanished = recorded().all().stream().filter(it -> !after.contains(it)).toList();
    var appeared = computed.stream().filter(it -> !before.contains(it)).toList();
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
