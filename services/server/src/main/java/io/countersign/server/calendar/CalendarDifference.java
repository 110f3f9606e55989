package io.countersign.server.calendar;

import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.ledger.calendar.Calendars;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The difference that a file makes to a calendar, entry by entry.
 *
 * @param added in lines, the first of them
 * @param removed likewise
 * @param skipped local starts at which it never takes place
 */
record CalendarDifference(List<String> added, List<String> removed, List<LocalDateTime> skipped) {
  private static final int SHOWN = 30;

  static CalendarDifference between(
      Optional<Calendars.Row> before, CalendarDefinition after, Instant now) {
    List<CalendarEntry> had = before.map(it -> it.definition().entries()).orElseGet(List::of);
    return new CalendarDifference(
        lines(after.entries(), had), lines(had, after.entries()), skipped(after, now));
  }

  private static List<String> lines(List<CalendarEntry> of, List<CalendarEntry> without) {
    var others = Set.copyOf(without);
    return of.stream()
        .filter(it -> !others.contains(it))
        .limit(SHOWN)
        .map(CalendarLines::entry)
        .toList();
  }

  static List<LocalDateTime> skipped(CalendarDefinition of, Instant now) {
    return Occurrences.skipped(of.entries(), now, Horizon.from(now), SHOWN);
  }
}
