package io.countersign.connectors.spi.calendar;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A program that keeps a calendar, which is named as the connection is. Reading changes nothing.
 */
public interface CalendarSource extends Connection {
  /** How long to wait between two questions. */
  Duration pause();

  /** What becomes of its times here. */
  SubscribedCalendar calendar();

  /**
   * Its times as they are now.
   *
   * @param tag of the last answer that was taken; null for none
   * @return failures: UNREACHABLE, TIMEOUT, BAD_ANSWER (what it says can't be used, each line with
   *     the reason), UNAUTHORISED, NOT_FOUND, REFUSED
   */
  Outcome<CalendarAnswer> current(@Nullable String tag);
}
