package io.countersign.domain.remediation.course;

import io.countersign.domain.diagnosis.ProbeMeasurements;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the world outside to what the course asked for in this turn.
 *
 * @param result of the step's attempt; null before that
 * @param targets as they were read last; null before that
 * @param content what would run; null before that was asked
 * @param window what the calendars said; null before they were asked
 * @param probes as they were measured; null before that
 */
public record RemediationObservations(
    @Nullable StepResult result,
    @Nullable TargetReading targets,
    @Nullable ContentReading content,
    @Nullable ProbeMeasurements probes,
    @Nullable WindowReading window) {
  public static final RemediationObservations NONE =
      new RemediationObservations(null, null, null, null, null);

  /** What was read before the attempt is out of date after it. */
  public RemediationObservations with(StepResult outcome) {
    return new RemediationObservations(outcome, null, null, probes, window);
  }

  public RemediationObservations with(TargetReading read) {
    return new RemediationObservations(result, read, content, probes, window);
  }

  public RemediationObservations with(ContentReading read) {
    return new RemediationObservations(result, targets, read, probes, window);
  }

  public RemediationObservations with(ProbeMeasurements measured) {
    return new RemediationObservations(result, targets, content, measured, window);
  }

  public RemediationObservations with(WindowReading read) {
    return new RemediationObservations(result, targets, content, probes, read);
  }
}
