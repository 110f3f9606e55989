package io.countersign.server.calendar;

import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The words about a calendar of which no time lies ahead, such as of a year that was mistyped: by a
 * window all that it is about stays closed until two persons open it. It's set all the same, since
 * that may be meant.
 */
final class ElapsedTimes {
  /** What comes that seldom, such as a leap day, isn't over only because none is near. */
  private static final Duration SELDOM = Duration.ofDays(40L * 366);

  private ElapsedTimes() {}

  /**
   * @param near its times as far as they are computed ahead
   */
  static Optional<String> warning(CalendarDefinition definition, Spans near, Instant now) {
    return near.isEmpty() && areOver(definition.entries(), now)
        ? Optional.of("No time of it lies ahead: " + meaning(definition.kind()))
        : Optional.empty();
  }

  private static boolean areOver(List<CalendarEntry> entries, Instant now) {
    return entries.stream().noneMatch(it -> it.start().toInstant(ZoneOffset.UTC).isAfter(now))
        && isEmpty(entries, now);
  }

  private static boolean isEmpty(List<CalendarEntry> entries, Instant now) {
    try {
      return Occurrences.of(entries, now, now.plus(SELDOM)).isEmpty();
    } catch (Occurrences.TooManyException _) {
      return false; // by what it takes to tell, which nobody has to wait for
    }
  }

  private static String meaning(CalendarKind kind) {
    return switch (kind) {
      case WINDOW -> "all that it is about is closed, until another window is set or it's lifted.";
      case BLACKOUT, FREEZE -> "it closes nothing.";
    };
  }
}
