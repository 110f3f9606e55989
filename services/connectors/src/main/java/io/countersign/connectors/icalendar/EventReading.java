package io.countersign.connectors.icalendar;

import io.countersign.connectors.icalendar.ICalendarTimes.Time;
import io.countersign.connectors.icalendar.ICalendarTimes.UnusableException;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.CalendarEntry.LocalSpan;
import io.countersign.domain.calendar.rule.CalendarEntry.Moved;
import io.countersign.domain.calendar.rule.EntryProblems;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.RecurrenceText;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One event with those of its times that were changed, which carry the same UID.
 *
 * @param problems where what is wrong goes
 */
record EventReading(ICalendarTimes times, List<InputProblem> problems) {
  /** The event as an entry; empty where it's cancelled or can't be read. */
  Optional<CalendarEntry> entry(ICalendarComponent event, List<ICalendarComponent> changed) {
    if (isCancelled(event)) {
      return Optional.empty();
    }
    try {
      var length = EventLength.of(event, times);
      var entry = entry(event, length, changed);
      int before = problems.size();
      EntryProblems.of(entry).forEach(it -> problem(event.line(), it));
      return problems.size() == before ? Optional.of(entry) : Optional.empty();
    } catch (UnusableException e) {
      problem(event.line(), e.getMessage());
      return Optional.empty();
    }
  }

  private CalendarEntry entry(
      ICalendarComponent event, EventLength length, List<ICalendarComponent> changed) {
    var zone = length.start().zone();
    var except = new TreeSet<LocalDateTime>();
    event.all("EXDATE").forEach(it -> except.addAll(exceptions(it, length.start())));
    var extra = new ArrayList<LocalSpan>();
    event.all("RDATE").forEach(it -> extra.addAll(extra(it, length)));
    extra.removeIf(it -> except.contains(it.start()));
    var moved = new ArrayList<Moved>();
    for (var change : changed) {
      change(change, length.start(), except, moved);
    }
    return new CalendarEntry(
        length.start().local(),
        length.seconds(),
        length.exact(),
        zone,
        rule(event, zone),
        List.copyOf(except),
        extra.stream().sorted((a, b) -> a.start().compareTo(b.start())).distinct().toList(),
        moved.stream().sorted((a, b) -> a.original().compareTo(b.original())).toList());
  }

  private @Nullable Recurrence rule(ICalendarComponent event, String zone) {
    if (event.has("EXRULE")) {
      problem(event.line(), "EXRULE isn't taken: name the exceptions (EXDATE)");
    }
    var rules = event.all("RRULE");
    if (rules.isEmpty()) {
      return null;
    }
    var property = rules.getFirst();
    if (rules.size() > 1) {
      problem(property.line(), "the event has " + rules.size() + " rules, and may have one");
    }
    var text = RecurrenceText.parse(property.value(), zone);
    text.problems().forEach(it -> problem(property.line(), it));
    return text.rule();
  }

  private List<LocalDateTime> exceptions(ICalendarProperty property, Time start) {
    var found = new ArrayList<LocalDateTime>();
    for (var value : property.value().split(",", -1)) {
      tried(property, () -> found.add(like(start, property, value).in(start.zone())));
    }
    return found;
  }

  private Time like(Time start, ICalendarProperty property, String value) throws UnusableException {
    if (property.isDate() != start.isDay()) {
      throw new UnusableException("one of the event's times is a day, and another isn't");
    }
    return times.of(property, value);
  }

  private List<LocalSpan> extra(ICalendarProperty property, EventLength length) {
    var found = new ArrayList<LocalSpan>();
    for (var value : property.value().split(",", -1)) {
      tried(property, () -> found.add(extra(property, value, length)));
    }
    return found;
  }

  private LocalSpan extra(ICalendarProperty property, String value, EventLength length)
      throws UnusableException {
    var zone = length.start().zone();
    var period = value.split("/", 2);
    if (period.length == 1) {
      var start = like(length.start(), property, value);
      return new LocalSpan(start.in(zone), length.end(start, zone));
    }
    var start = times.of(property, period[0]);
    if (period[1].startsWith("P")) {
      var lasts = ICalendarDuration.parse(period[1], start.zone().equals(CalendarEntry.UTC));
      var own = new EventLength(start, lasts.seconds(), lasts.exact());
      return new LocalSpan(start.in(zone), own.end(start, zone));
    }
    return new LocalSpan(start.in(zone), times.of(property, period[1]).in(zone));
  }

  /** One time of the event that takes place otherwise, or not. */
  private void change(
      ICalendarComponent change, Time start, Set<LocalDateTime> except, List<Moved> moved) {
    var original = change.first("RECURRENCE-ID").orElseThrow();
    if (original.parameter("RANGE") != null || change.has("RRULE")) {
      problem(original.line(), "changes more than one time of its event, which isn't taken");
      return;
    }
    tried(
        original,
        () -> {
          var was = like(start, original, original.value()).in(start.zone());
          if (isCancelled(change)) {
            except.add(was);
          } else if (moved.stream().anyMatch(it -> it.original().equals(was))) {
            throw new UnusableException("the same time of the event is changed twice");
          } else {
            var to = EventLength.of(change, times);
            moved.add(
                new Moved(was, to.start().in(start.zone()), to.end(to.start(), start.zone())));
          }
        });
  }

  private static boolean isCancelled(ICalendarComponent event) {
    return event.first("STATUS").filter(it -> it.value().equalsIgnoreCase("CANCELLED")).isPresent();
  }

  /** A part of the reading that may fail. */
  private interface Part {
    void read() throws UnusableException;
  }

  private void tried(ICalendarProperty property, Part part) {
    try {
      part.read();
    } catch (UnusableException e) {
      problem(property.line(), e.getMessage());
    }
  }

  private void problem(int line, @Nullable String why) {
    problems.add(ICalendarReading.problem(line, String.valueOf(why)));
  }
}
