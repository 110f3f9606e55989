package io.countersign.connectors.icalendar;

import io.countersign.connectors.icalendar.ContentLines.UnreadableException;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.EntryProblems;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file of iCalendar, read within two seconds or not at all. */
public final class ICalendarFile {
  /** The longest that a reading takes. */
  public static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final int MOST_PROBLEMS = 50;

  private final @Nullable String zone;
  private final Instant now;
  private final List<InputProblem> problems = new ArrayList<>();

  private ICalendarFile(@Nullable String zone, Instant now) {
    this.zone = zone;
    this.now = now;
  }

  /**
   * Reads it.
   *
   * @param zone of what names none, such as whole days; null for the one that the file names for
   *     itself (X-WR-TIMEZONE), if any
   * @param now from when on its zones have to be as they are known here
   */
  public static ICalendarReading read(byte[] body, @Nullable String zone, Instant now) {
    return ReadingDeadline.within(DEADLINE, () -> new ICalendarFile(zone, now).reading(body))
        .orElseGet(ICalendarFile::tooSlow);
  }

  private static ICalendarReading tooSlow() {
    return ICalendarReading.refused(
        1, "the file can't be read within " + DEADLINE.toSeconds() + " s");
  }

  /** Reads one whose events are somebody's each; the same rules hold as for {@link #read}. */
  public static ICalendarRoster roster(byte[] body, @Nullable String zone, Instant now) {
    return ReadingDeadline.within(DEADLINE, () -> new ICalendarFile(zone, now).roster(body))
        .orElseGet(() -> new ICalendarRoster(Map.of(), tooSlow().problems()));
  }

  private ICalendarRoster roster(byte[] body) {
    var shifts = new TreeMap<String, List<CalendarEntry>>();
    try {
      for (var calendar : ComponentTree.of(ContentLines.of(body))) {
        var reading = new EventReading(times(calendar), problems);
        for (var group : byUid(calendar.parts("VEVENT")).values()) {
          var summary = group.getFirst().first("SUMMARY").map(ICalendarProperty::value).orElse("");
          shifts
              .computeIfAbsent(summary.strip(), _ -> new ArrayList<>())
              .addAll(entries(group, reading));
        }
      }
    } catch (UnreadableException e) {
      problems.add(e.problem());
    }
    var all = checked(shifts.values().stream().flatMap(List::stream).toList());
    problems.addAll(all.problems());
    return problems.isEmpty()
        ? new ICalendarRoster(shifts, List.of())
        : new ICalendarRoster(Map.of(), problems.stream().limit(MOST_PROBLEMS).toList());
  }

  private ICalendarReading reading(byte[] body) {
    try {
      var entries = new ArrayList<CalendarEntry>();
      for (var calendar : ComponentTree.of(ContentLines.of(body))) {
        entries.addAll(entries(calendar));
      }
      if (problems.isEmpty() && entries.isEmpty()) {
        problem(1, "the file holds no event");
      }
      return problems.isEmpty()
          ? checked(entries)
          : ICalendarReading.refused(problems.stream().limit(MOST_PROBLEMS).toList());
    } catch (UnreadableException e) {
      return ICalendarReading.refused(List.of(e.problem()));
    }
  }

  /** Sorted, and not more than is kept. */
  private ICalendarReading checked(List<CalendarEntry> found) {
    var entries = new ArrayList<>(found);
    if (entries.size() > EntryProblems.MOST_ENTRIES) {
      return ICalendarReading.refused(List.copyOf(tooMany(entries.size())));
    }
    entries.sort(Comparator.comparing(CalendarEntry::start).thenComparing(CalendarEntry::toString));
    try {
      var _ = Horizon.times(entries, now);
      return new ICalendarReading(entries, List.of());
    } catch (Occurrences.TooManyException e) {
      return ICalendarReading.refused(1, e.why());
    }
  }

  private static List<InputProblem> tooMany(int count) {
    return List.of(
        ICalendarReading.problem(
            1, "the file has " + count + " events, and may have " + EntryProblems.MOST_ENTRIES));
  }

  private List<CalendarEntry> entries(ICalendarComponent calendar) {
    var events = calendar.parts("VEVENT");
    if (events.size() > EntryProblems.MOST_ENTRIES) {
      problems.addAll(tooMany(events.size()));
      return List.of();
    }
    var reading = new EventReading(times(calendar), problems);
    return byUid(events).values().stream().flatMap(it -> entries(it, reading).stream()).toList();
  }

  private ICalendarTimes times(ICalendarComponent calendar) {
    return new ICalendarTimes(floating(calendar), lying(calendar));
  }

  private @Nullable String floating(ICalendarComponent calendar) {
    return zone != null
        ? zone
        : calendar
            .first("X-WR-TIMEZONE")
            .map(ICalendarProperty::value)
            .filter(CalendarEntry::isKnown)
            .orElse(null);
  }

  /** Those that the file describes otherwise than they are known here. */
  private Set<String> lying(ICalendarComponent calendar) {
    var lying = new HashSet<String>();
    var span = new Span(now, Horizon.from(now));
    for (var described : calendar.parts("VTIMEZONE")) {
      var id = described.first("TZID").map(ICalendarProperty::value).orElse("");
      if (CalendarEntry.isKnown(id)) {
        var why = EmbeddedZone.disagreement(described, ZoneId.of(id), span);
        if (why != null) {
          problem(described.line(), why);
          lying.add(id);
        }
      }
    }
    return lying;
  }

  private static Map<String, List<ICalendarComponent>> byUid(List<ICalendarComponent> events) {
    Map<String, List<ICalendarComponent>> groups = new LinkedHashMap<>();
    for (var event : events) {
      var uid = event.first("UID").map(ICalendarProperty::value).orElse("line " + event.line());
      groups.computeIfAbsent(uid, _ -> new ArrayList<>()).add(event);
    }
    return groups;
  }

  private List<CalendarEntry> entries(List<ICalendarComponent> group, EventReading reading) {
    var changed = group.stream().filter(it -> it.has("RECURRENCE-ID")).toList();
    var events = group.stream().filter(it -> !it.has("RECURRENCE-ID")).toList();
    if (events.size() > 1) {
      problem(events.get(1).line(), "another event of the file has the same UID");
    }
    return events.isEmpty()
        ? changed.stream()
            .map(it -> reading.entry(it, List.of()))
            .flatMap(Optional::stream)
            .toList()
        : reading.entry(events.getFirst(), changed).stream().toList();
  }

  private void problem(int line, String why) {
    problems.add(ICalendarReading.problem(line, why));
  }
}
