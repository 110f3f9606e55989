package io.countersign.server.config;

import io.countersign.domain.incident.course.IncidentCourseSettings;
import io.countersign.domain.remediation.course.RemediationCourseSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The patience of the loops.
 *
 * @param stability how long probes must hold without a break
 * @param turns after which a loop begins a fresh history; null leaves it to the engine
 */
public record LoopSettings(
    Duration stability,
    IncidentCourseSettings incident,
    RemediationCourseSettings remediation,
    @Nullable Integer turns) {
  public static final LoopSettings DEFAULT =
      new LoopSettings(
          Duration.ofSeconds(60),
          IncidentCourseSettings.DEFAULT,
          RemediationCourseSettings.DEFAULT,
          null);
}
