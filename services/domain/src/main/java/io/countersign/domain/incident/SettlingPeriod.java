package io.countersign.domain.incident;

import java.time.Duration;
import java.time.Instant;

/**
 * The wait until enough alerts have joined to look for the cause: soon after the last, but never
 * long after the first.
 */
public final class SettlingPeriod {
  /** How long nothing may join before it is diagnosed. */
  public static final Duration QUIET = Duration.ofSeconds(5);

  /** How long joining alerts may put it off. */
  public static final Duration LATEST = Duration.ofSeconds(15);

  private SettlingPeriod() {}

  /**
   * @param first when the first alert joined since the last diagnosis
   * @param last when the last alert joined
   */
  public static Instant dueAt(Instant first, Instant last, Duration quiet, Duration latest) {
    var quietAt = last.plus(quiet);
    var latestAt = first.plus(latest);
    return quietAt.isBefore(latestAt) ? quietAt : latestAt;
  }

  /** With the product's own durations. */
  public static Instant dueAt(Instant first, Instant last) {
    return dueAt(first, last, QUIET, LATEST);
  }
}
