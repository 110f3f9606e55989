package io.countersign.workflows;

import java.time.Duration;
import java.time.Instant;

/** The time that an activity's answer has its loop wait. */
public final class WaitTime {
  private WaitTime() {}

  /**
   * Whole milliseconds, as Temporal counts, and never too few: whoever comes early is sent back.
   */
  public static Duration until(Instant due, Instant now) {
    return due.isAfter(now)
        ? Duration.ofMillis(Duration.between(now, due).plusNanos(999_999).toMillis())
        : Duration.ZERO;
  }
}
