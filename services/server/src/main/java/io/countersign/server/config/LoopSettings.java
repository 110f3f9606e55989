package io.countersign.server.config;

import io.countersign.domain.incident.course.IncidentCourseSettings;
import io.countersign.domain.remediation.course.RemediationCourseSettings;
import java.time.Duration;

/**
 * The patience of the loops.
 *
 * @param stability how long probes must hold without a break
 */
public record LoopSettings(
    Duration stability, IncidentCourseSettings incident, RemediationCourseSettings remediation) {
  public static final LoopSettings DEFAULT =
      new LoopSettings(
          Duration.ofSeconds(60),
          IncidentCourseSettings.DEFAULT,
          RemediationCourseSettings.DEFAULT);
}
