package io.countersign.server.config;

import io.countersign.domain.incident.course.IncidentCourseSettings;
import java.time.Duration;

/**
 * The patience of the loops.
 *
 * @param stability how long probes must hold without a break
 * @param verifyDeadline after which a remedy that doesn't show is held to have failed
 */
public record LoopSettings(
    Duration stability, Duration verifyDeadline, IncidentCourseSettings incident) {
  public static final LoopSettings DEFAULT =
      new LoopSettings(
          Duration.ofSeconds(60), Duration.ofSeconds(300), IncidentCourseSettings.DEFAULT);
}
