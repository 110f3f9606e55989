package io.countersign.server.calendar;

import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.ledger.calendar.Calendars;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The local starts at which calendars in force never take place: looked for once for each state of
 * a calendar, since whoever lists all of them asks for all.
 */
final class SkippedTimes {
  private static final int MOST = 10;
  private static final Duration AGE = Duration.ofDays(1);

  /**
   * @param until when they are looked for anew, since some of them are over
   */
  private record Found(
      Instant changedAt, Instant horizon, Instant until, List<LocalDateTime> starts) {
    boolean isOf(Calendars.Row row) {
      return changedAt.equals(row.at()) && horizon.equals(row.horizon());
    }
  }

  private final Map<CalendarId, Found> found = new ConcurrentHashMap<>();

  /** The first of them from now on, or from a day ago. */
  List<LocalDateTime> of(Calendars.Row row, Instant now) {
    var known = found.get(row.calendar());
    if (known == null || !known.isOf(row) || now.isAfter(known.until)) {
      known = look(row, now);
      found.put(row.calendar(), known);
    }
    return known.starts;
  }

  private static Found look(Calendars.Row row, Instant now) {
    var starts = Occurrences.skipped(row.definition().entries(), now, row.horizon(), MOST);
    return new Found(row.at(), row.horizon(), now.plus(AGE), starts);
  }
}
