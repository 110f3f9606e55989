package io.countersign.connectors.icalendar;

import io.countersign.connectors.icalendar.ICalendarTimes.UnusableException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A length of time: hours and less are real time, days and weeks go by the clock.
 *
 * @param exact whether it's real time
 */
record ICalendarDuration(long seconds, boolean exact) {
  private static final Pattern WEEKS = Pattern.compile("\\+?P(\\d{1,3})W");
  private static final Pattern DAYS = Pattern.compile("\\+?P(\\d{1,4})D(T0[HMS])?");
  private static final Pattern TIME =
      Pattern.compile("\\+?PT(?=\\d)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}S)?");

  /**
   * @param isUtc whether it's in UTC, where both are the same
   */
  static ICalendarDuration parse(String text, boolean isUtc) throws UnusableException {
    var weeks = WEEKS.matcher(text);
    if (weeks.matches()) {
      return ofDays(7 * Long.parseLong(weeks.group(1)));
    }
    var days = DAYS.matcher(text);
    if (days.matches()) {
      return ofDays(Long.parseLong(days.group(1)));
    }
    if (TIME.matcher(text).matches()) {
      return new ICalendarDuration(Duration.parse(text).toSeconds(), true);
    }
    if (isUtc && text.matches("\\+?P\\d{1,4}DT(?=\\d)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}S)?")) {
      return new ICalendarDuration(Duration.parse(text).toSeconds(), true);
    }
    throw new UnusableException(
        "DURATION isn't one of whole days, or of hours and less; say DTEND instead");
  }

  private static ICalendarDuration ofDays(long days) {
    return new ICalendarDuration(Duration.ofDays(days).toSeconds(), false);
  }

  static String write(long seconds) {
    return Duration.ofSeconds(seconds).toString();
  }
}
