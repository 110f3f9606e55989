package io.countersign.server.config.retention;

import java.time.Duration;

/**
 * The times for which what is over is kept beside the record, which itself keeps everything.
 *
 * @param sessions after their end
 * @param keys by which a refusal is recorded once
 * @param episodes of alerts, after their end, where another one came after
 */
public record Retention(Duration sessions, Duration keys, Duration episodes) {
  public static final Retention DEFAULT =
      new Retention(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(30));
}
