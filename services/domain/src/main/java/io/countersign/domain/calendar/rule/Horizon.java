package io.countersign.domain.calendar.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/** The horizon up to which the times of calendars are computed ahead. */
public final class Horizon {
  /** At least. */
  public static final Duration AHEAD = Duration.ofDays(400);

  private static final Duration SLACK = Duration.ofDays(7);

  private Horizon() {}

  /** It's a week further than it needs to be, so that it isn't computed anew every day. */
  public static Instant from(Instant now) {
    return now.plus(AHEAD).plus(SLACK);
  }

  /**
   * When entries take place, as far as is computed ahead.
   *
   * @param entries without problems
   * @throws Occurrences.TooManyException where that takes too much, now or once all of them have
   *     begun
   */
  public static Spans times(List<CalendarEntry> entries, Instant now) {
    entries.stream()
        .map(it -> it.start().toInstant(ZoneOffset.UTC))
        .filter(it -> it.isAfter(now))
        .max(Comparator.naturalOrder())
        .ifPresent(begun -> Occurrences.of(entries, begun, from(begun)));
    return Occurrences.of(entries, now, from(now));
  }

  public static boolean isNear(Instant horizon, Instant now) {
    return horizon.isBefore(now.plus(AHEAD));
  }
}
