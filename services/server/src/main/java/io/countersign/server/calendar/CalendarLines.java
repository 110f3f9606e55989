package io.countersign.server.calendar;

import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.RecurrenceText;
import io.countersign.server.summary.Phrases;
import java.util.ArrayList;
import java.util.List;

/** The lines that show what a calendar is to whoever has to agree to it. */
final class CalendarLines {
  private static final int SHOWN = 30;

  private CalendarLines() {}

  static List<String> of(CalendarDefinition it) {
    var lines = new ArrayList<String>();
    lines.add(
        Phrases.plain(it.kind())
            + " of "
            + it.scope()
            + (it.dependents() ? " and of what depends on it" : ""));
    it.entries().stream().limit(SHOWN).map(CalendarLines::entry).forEach(lines::add);
    if (it.entries().size() > SHOWN) {
      lines.add("and " + (it.entries().size() - SHOWN) + " more");
    }
    return lines;
  }

  static String entry(CalendarEntry it) {
    var rule = it.recurrence();
    return it.start()
        + " to "
        + it.start().plusSeconds(it.seconds())
        + " "
        + it.zone()
        + (rule == null ? "" : ", " + RecurrenceText.write(rule));
  }
}
