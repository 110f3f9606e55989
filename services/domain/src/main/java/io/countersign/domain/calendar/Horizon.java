package io.countersign.domain.calendar;

import java.time.Duration;
import java.time.Instant;

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

  public static boolean isNear(Instant horizon, Instant now) {
    return horizon.isBefore(now.plus(AHEAD));
  }
}
