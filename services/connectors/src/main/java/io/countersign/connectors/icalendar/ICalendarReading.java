package io.countersign.connectors.icalendar;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.calendar.rule.CalendarEntry;
import java.util.List;

/**
 * The reading of a file of iCalendar, as far as a calendar of the product takes it.
 *
 * @param entries sorted, so that the same events in another order are the same; empty where there
 *     are problems
 * @param problems all at once, each at its {@code line N}
 */
public record ICalendarReading(List<CalendarEntry> entries, List<InputProblem> problems) {
  public ICalendarReading {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  static ICalendarReading refused(int line, String why) {
    return refused(List.of(problem(line, why)));
  }

  static ICalendarReading refused(List<InputProblem> problems) {
    return new ICalendarReading(List.of(), problems);
  }

  static InputProblem problem(int line, String why) {
    return new InputProblem("line " + line, why);
  }
}
