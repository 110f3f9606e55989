package io.countersign.server.config;

import java.time.Duration;

/**
 * How patient the loop is.
 *
 * @param quiet diagnosis begins so long after the last alert that joined
 * @param latest and at most so long after the first
 * @param stability how long probes must hold without a break
 * @param verifyDeadline after which a remedy that doesn't show is held to have failed
 */
public record LoopSettings(
    Duration quiet, Duration latest, Duration stability, Duration verifyDeadline) {
  public static final LoopSettings DEFAULT =
      new LoopSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(300));
}
