package io.countersign.connectors.icalendar;

import io.countersign.domain.NameUuid;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.RecurrenceText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.FoldingWriter;

/**
 * Writes a calendar as a file of iCalendar that any client opens, and that is read here as the same
 * entries.
 */
public final class ICalendarWriter {
  private static final UUID ENTRIES = UUID.fromString("5d0a4f4e-7a53-4c39-9d58-0a1c8f0d6b11");
  private static final String LINE = "\r\n";

  private final String name;
  private final String stamp;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Integer> alike = new HashMap<>();

  private ICalendarWriter(String name, Instant changed) {
    this.name = name;
    this.stamp = ICalendarTimes.write(changed);
  }

  /**
   * The file's text.
   *
   * @param name that people call it by
   * @param changed when it was last
   * @param now from when on its zones are described until the horizon, and back to its first entry
   */
  public static String write(
      String name, List<CalendarEntry> entries, Instant changed, Instant now) {
    var writer = new ICalendarWriter(name, changed);
    writer.calendar(entries, now);
    return folded(writer.text);
  }

  private void calendar(List<CalendarEntry> entries, Instant now) {
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Countersign//calendar//EN");
    line("CALSCALE:GREGORIAN");
    line("X-WR-CALNAME:" + name);
    zones(entries)
        .forEach((zone, first) -> ZoneWriter.lines(zone, first, Horizon.from(now), this::line));
    entries.forEach(this::event);
    line("END:VCALENDAR");
  }

  /** Each with the earliest local time that is of it. */
  private static Map<String, LocalDateTime> zones(List<CalendarEntry> entries) {
    var zones = new TreeMap<String, LocalDateTime>();
    for (var entry : entries) {
      if (!entry.zone().equals(CalendarEntry.UTC)) {
        zones.merge(entry.zone(), earliest(entry), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return zones;
  }

  private static LocalDateTime earliest(CalendarEntry entry) {
    return Stream.concat(
            Stream.of(entry.start()),
            Stream.concat(
                entry.extra().stream().map(CalendarEntry.LocalSpan::start),
                entry.moved().stream().map(CalendarEntry.Moved::start)))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private void event(CalendarEntry entry) {
    var uid = uid(entry);
    begin(uid, entry, entry.start());
    if (entry.exact()) {
      line("DURATION:" + ICalendarDuration.write(entry.seconds()));
    } else {
      line(time("DTEND", entry, entry.start().plusSeconds(entry.seconds())));
    }
    var rule = entry.recurrence();
    if (rule != null) {
      line("RRULE:" + RecurrenceText.write(rule));
    }
    entry.except().forEach(it -> line(time("EXDATE", entry, it)));
    entry.extra().forEach(it -> line(period(entry, it)));
    line("END:VEVENT");
    for (var moved : entry.moved()) {
      begin(uid, entry, moved.start());
      line(time("RECURRENCE-ID", entry, moved.original()));
      line(time("DTEND", entry, moved.end()));
      line("END:VEVENT");
    }
  }

  private void begin(String uid, CalendarEntry entry, LocalDateTime start) {
    line("BEGIN:VEVENT");
    line("UID:" + uid);
    line("DTSTAMP:" + stamp);
    line("SUMMARY:" + name);
    line(time("DTSTART", entry, start));
  }

  /**
   * The same for the same entry, wherever it stands; of two that are alike the second's differs.
   */
  private String uid(CalendarEntry entry) {
    var number = alike.merge(entry.toString(), 1, Integer::sum);
    return NameUuid.of(ENTRIES, name + " " + entry + " " + number).toString();
  }

  private static String time(String property, CalendarEntry entry, LocalDateTime local) {
    return property + zone(entry) + ":" + value(entry, local);
  }

  private static String period(CalendarEntry entry, CalendarEntry.LocalSpan extra) {
    return "RDATE;VALUE=PERIOD"
        + zone(entry)
        + ":"
        + value(entry, extra.start())
        + "/"
        + value(entry, extra.end());
  }

  private static String zone(CalendarEntry entry) {
    return entry.zone().equals(CalendarEntry.UTC) ? "" : ";TZID=" + entry.zone();
  }

  private static String value(CalendarEntry entry, LocalDateTime local) {
    return ICalendarTimes.write(local) + (entry.zone().equals(CalendarEntry.UTC) ? "Z" : "");
  }

  private void line(String line) {
    text.append(line).append(LINE);
  }

  /** No line is longer than 75 octets: all of it is ASCII. */
  private static String folded(CharSequence text) {
    var folded = new StringWriter();
    try (var writer = new FoldingWriter(folded, FoldingWriter.MAX_FOLD_LENGTH)) {
      writer.write(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folded.toString();
  }
}
