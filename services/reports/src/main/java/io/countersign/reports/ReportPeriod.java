package io.countersign.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time that a report is about: from an instant to before another.
 *
 * @param from the first instant in it
 * @param to the first instant after it
 * @param zone in which its days are counted and told
 */
public record ReportPeriod(Instant from, Instant to, ZoneId zone) {
  public ReportPeriod {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a period ends after it begins: " + from + " to " + to);
    }
  }

  public static ReportPeriod utc(Instant from, Instant to) {
    return new ReportPeriod(from, to, ZoneOffset.UTC);
  }

  /** From the begin of a day to the begin of another: that one isn't in it. */
  public static ReportPeriod ofDays(LocalDate from, LocalDate to, ZoneId zone) {
    return new ReportPeriod(
        from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant(), zone);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }
}
