package io.countersign.server.config;

import io.countersign.domain.incident.course.IncidentCourseSettings;
import io.countersign.domain.remediation.course.RemediationCourseSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The patience of the loops.
 *
 * @param stability how long probes must hold without a break
 * @param planExpiry a plan can't start so long after it was proposed, whatever was approved
 * @param clockSkew clocks may differ so much before a high-risk step
 * @param turns after which a loop begins a fresh history; null leaves it to the engine
 * @param heldTurns after so many turns a fresh embedded Temporal takes the old one's place
 * @param heldMebibytes or when it holds so much
 * @param sweepEvery between two looks for loops that are due and don't go on
 */
public record LoopSettings(
    Duration stability,
    IncidentCourseSettings incident,
    RemediationCourseSettings remediation,
    Duration planExpiry,
    Duration clockSkew,
    @Nullable Integer turns,
    int heldTurns,
    int heldMebibytes,
    Duration sweepEvery) {
  public static final LoopSettings DEFAULT =
      new LoopSettings(
          Duration.ofSeconds(60),
          IncidentCourseSettings.DEFAULT,
          RemediationCourseSettings.DEFAULT,
          Duration.ofDays(1),
          Duration.ofSeconds(30),
          null,
          20_000,
          64,
          Duration.ofSeconds(15));
}
