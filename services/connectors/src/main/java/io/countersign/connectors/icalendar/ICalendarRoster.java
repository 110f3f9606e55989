package io.countersign.connectors.icalendar;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.calendar.rule.CalendarEntry;
import java.util.List;
import java.util.Map;

/**
 * A file of iCalendar whose events are somebody's each, as on-call tools write them.
 *
 * @param bySummary the entries of each event's summary; empty where there are problems
 * @param problems all at once, each at its {@code line N}
 */
public record ICalendarRoster(
    Map<String, List<CalendarEntry>> bySummary, List<InputProblem> problems) {
  public ICalendarRoster {
    bySummary = Map.copyOf(bySummary);
    problems = List.copyOf(problems);
  }
}
