package io.countersign.connectors.icalendar;

import io.countersign.connectors.icalendar.ICalendarTimes.UnusableException;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import io.countersign.domain.calendar.rule.RecurrenceText;
import io.countersign.domain.calendar.rule.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A zone as a file describes it. It isn't used, but has to agree with this machine's database: else
 * whoever wrote the file means other times than would be read.
 */
final class EmbeddedZone {
  /** So far back the last change of a clock that changes each year is looked for. */
  private static final Duration LOOK_BACK = Duration.ofDays(800);

  private final ICalendarComponent described;
  private final NavigableMap<Instant, ZoneOffset> changes = new TreeMap<>();
  private @Nullable ZoneOffset first;

  private EmbeddedZone(ICalendarComponent described) {
    this.described = described;
  }

  /**
   * @param span over which it has to agree
   * @return where it doesn't, in words; null where it does
   */
  static @Nullable String disagreement(ICalendarComponent described, ZoneId zone, Span span) {
    var embedded = new EmbeddedZone(described);
    try {
      embedded.read(span);
    } catch (UnusableException | DateTimeException e) {
      return "the zone's description can't be read: " + e.getMessage();
    }
    return embedded.differing(zone, span);
  }

  private void read(Span span) throws UnusableException {
    var observances =
        Stream.concat(described.parts("STANDARD").stream(), described.parts("DAYLIGHT").stream())
            .toList();
    if (observances.isEmpty()) {
      throw new UnusableException("it has neither STANDARD nor DAYLIGHT");
    }
    LocalDateTime earliest = LocalDateTime.MAX;
    for (var observance : observances) {
      var start = ICalendarTimes.local(value(observance, "DTSTART"));
      var from = ZoneOffset.of(value(observance, "TZOFFSETFROM"));
      if (start.isBefore(earliest)) {
        earliest = start;
        first = from;
      }
      var to = ZoneOffset.of(value(observance, "TZOFFSETTO"));
      for (var local : starts(observance, start, from, span)) {
        changes.put(local.toInstant(from), to);
      }
    }
  }

  private static String value(ICalendarComponent of, String property) throws UnusableException {
    return of.first(property)
        .map(ICalendarProperty::value)
        .orElseThrow(() -> new UnusableException(property + " is missing in " + of.name()));
  }

  private static List<LocalDateTime> starts(
      ICalendarComponent observance, LocalDateTime start, ZoneOffset from, Span span)
      throws UnusableException {
    var starts = new ArrayList<LocalDateTime>();
    starts.add(start);
    for (var property : observance.all("RDATE")) {
      for (var text : property.value().split(",", -1)) {
        starts.add(ICalendarTimes.local(text));
      }
    }
    for (var property : observance.all("RRULE")) {
      starts.addAll(ruled(property.value(), start, from, span));
    }
    return starts;
  }

  private static List<LocalDateTime> ruled(
      String text, LocalDateTime start, ZoneOffset from, Span span) throws UnusableException {
    var rule = rule(text);
    var until = rule.until();
    var last = until == null || until.isAfter(span.end()) ? span.end() : until.plusSeconds(1);
    var shift = from.getTotalSeconds();
    // Read as if it were UTC: within an observance the clock goes evenly.
    var even =
        new Recurrence(
            rule.frequency(),
            rule.interval(),
            rule.days(),
            rule.monthDays(),
            rule.months(),
            rule.count(),
            until == null ? null : until.plusSeconds(shift));
    var entry = CalendarEntry.recurring(start, start.plusSeconds(1), CalendarEntry.UTC, even);
    var earliest = span.start().isBefore(last) ? span.start() : last;
    return Occurrences.of(entry, earliest.minus(LOOK_BACK), last.plusSeconds(Math.abs(shift) + 1))
        .stream()
        .map(it -> LocalDateTime.ofInstant(it.start(), ZoneOffset.UTC))
        .toList();
  }

  private static Recurrence rule(String text) throws UnusableException {
    var rule = RecurrenceText.parse(text, CalendarEntry.UTC);
    var read = rule.rule();
    if (read == null) {
      throw new UnusableException(String.join(" ", rule.problems()));
    }
    if (read.frequency() != Frequency.YEARLY || read.interval() != 1) {
      throw new UnusableException("its clocks change by a rule that isn't of each year");
    }
    return read;
  }

  private @Nullable String differing(ZoneId zone, Span span) {
    return Stream.of(Stream.of(span.start()), changes.keySet().stream(), real(zone, span))
        .flatMap(it -> it)
        .flatMap(it -> Stream.of(it.minusSeconds(1), it))
        .filter(span::contains)
        .sorted(Comparator.naturalOrder())
        .filter(it -> !offset(it).equals(zone.getRules().getOffset(it)))
        .findFirst()
        .map(it -> words(zone, it))
        .orElse(null);
  }

  private static Stream<Instant> real(ZoneId zone, Span span) {
    var found = new ArrayList<Instant>();
    var next = zone.getRules().nextTransition(span.start());
    while (next != null && next.getInstant().isBefore(span.end())) {
      found.add(next.getInstant());
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return found.stream();
  }

  private ZoneOffset offset(Instant at) {
    var change = changes.floorEntry(at);
    return change == null ? Objects.requireNonNull(first) : change.getValue();
  }

  private String words(ZoneId zone, Instant at) {
    return "the file says that "
        + zone
        + " is at "
        + offset(at)
        + " at "
        + at
        + ", and it is at "
        + zone.getRules().getOffset(at)
        + " by the time zone database here";
  }
}
