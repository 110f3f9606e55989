package io.countersign.connectors.icalendar;

import io.countersign.domain.calendar.rule.CalendarEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The times in a file: local ones in a zone that is known, those of UTC, and days.
 *
 * @param floating the zone of what names none; null where nobody said one
 * @param lying zones that the file itself describes otherwise than this machine knows them
 */
record ICalendarTimes(@Nullable String floating, Set<String> lying) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * One time of a file.
   *
   * @param isDay whether it's a day, whose time is its beginning
   */
  record Time(LocalDateTime local, String zone, boolean isDay) {
    /** The first of two instants that the clock shows this; with the offset before a gap. */
    Instant instant() {
      return instant(local, zone);
    }

    static Instant instant(LocalDateTime local, String zone) {
      return ZonedDateTime.ofLocal(local, ZoneId.of(zone), null).toInstant();
    }

    /** By the clock of another zone. */
    LocalDateTime in(String other) throws UnusableException {
      if (zone.equals(other)) {
        return local;
      }
      var instant = instant();
      var there = LocalDateTime.ofInstant(instant, ZoneId.of(other));
      if (!instant(there, other).equals(instant)) {
        throw new UnusableException(
            "lies in the hour that comes twice in " + other + ", and means its second time");
      }
      return there;
    }
  }

  /** A value that can't be used, with what is wrong about it. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String why) {
      super(why);
    }
  }

  /** One value of a property, by the property's parameters. */
  Time of(ICalendarProperty property, String value) throws UnusableException {
    try {
      return property.isDate()
          ? new Time(LocalDate.parse(value, DAY).atStartOfDay(), zone(property), true)
          : time(property, value);
    } catch (DateTimeException _) {
      throw new UnusableException(property.name() + " isn't a time, such as 20261224T220000");
    }
  }

  Time of(ICalendarProperty property) throws UnusableException {
    return of(property, property.value());
  }

  private Time time(ICalendarProperty property, String value) throws UnusableException {
    return value.endsWith("Z")
        ? new Time(
            LocalDateTime.parse(value.substring(0, value.length() - 1), TIME),
            CalendarEntry.UTC,
            false)
        : new Time(LocalDateTime.parse(value, TIME), zone(property), false);
  }

  private String zone(ICalendarProperty property) throws UnusableException {
    var zone = property.parameter("TZID");
    if (zone != null) {
      return known(property, zone);
    }
    if (floating == null) {
      throw new UnusableException(
          property.name()
              + " names no zone: say which one such times are of (zone), or export it"
              + " with one");
    }
    return floating;
  }

  private String known(ICalendarProperty property, String zone) throws UnusableException {
    if (!CalendarEntry.isKnown(zone)) {
      throw new UnusableException(
          property.name() + " is of a zone that isn't known: name a region, such as Europe/Berlin");
    }
    if (lying.contains(zone)) {
      throw new UnusableException(
          property.name() + " is of a zone that the file describes otherwise than it is");
    }
    return zone;
  }

  /** A local time without any zone. */
  static LocalDateTime local(String text) throws UnusableException {
    try {
      return LocalDateTime.parse(text, TIME);
    } catch (DateTimeException _) {
      throw new UnusableException("isn't a local time, such as 20261224T220000");
    }
  }

  static String write(LocalDateTime local) {
    return TIME.format(local);
  }

  static String write(Instant at) {
    return TIME.format(at.atOffset(ZoneOffset.UTC)) + "Z";
  }
}
