package io.countersign.connectors.icalendar;

import io.countersign.connectors.icalendar.ICalendarTimes.Time;
import io.countersign.connectors.icalendar.ICalendarTimes.UnusableException;
import io.countersign.domain.calendar.rule.CalendarEntry;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The time of an event that takes place once, or for the first time.
 *
 * @param seconds how long it lasts
 * @param exact whether in real time; else by the clock
 */
record EventLength(Time start, long seconds, boolean exact) {
  private static final long DAY = Duration.ofDays(1).toSeconds();

  static EventLength of(ICalendarComponent event, ICalendarTimes times) throws UnusableException {
    var begins = event.first("DTSTART");
    if (begins.isEmpty()) {
      throw new UnusableException("the event has no DTSTART");
    }
    var start = times.of(begins.get());
    var ends = event.first("DTEND");
    var lasts = event.first("DURATION");
    if (ends.isPresent() && lasts.isPresent()) {
      throw new UnusableException("the event has both DTEND and DURATION");
    }
    if (ends.isPresent()) {
      return until(start, times.of(ends.get()));
    }
    if (lasts.isPresent()) {
      boolean utc = start.zone().equals(CalendarEntry.UTC);
      var length = ICalendarDuration.parse(lasts.get().value(), utc);
      return new EventLength(start, length.seconds(), length.exact());
    }
    if (start.isDay()) {
      return new EventLength(start, DAY, false);
    }
    throw new UnusableException("the event lasts no time: it has neither DTEND nor DURATION");
  }

  private static EventLength until(Time start, Time end) throws UnusableException {
    if (start.isDay() != end.isDay()) {
      throw new UnusableException("one of DTSTART and DTEND is a day, and the other a time");
    }
    var seconds = Duration.between(start.local(), end.in(start.zone())).toSeconds();
    return new EventLength(start, seconds, false);
  }

  /** Where it would end that begins then, by the clock of a zone. */
  LocalDateTime end(Time begins, String zone) throws UnusableException {
    if (!exact) {
      return begins.in(zone).plusSeconds(seconds);
    }
    var end = begins.instant().plusSeconds(seconds);
    return new Time(LocalDateTime.ofInstant(end, ZoneOffset.UTC), CalendarEntry.UTC, false)
        .in(zone);
  }
}
