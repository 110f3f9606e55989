package io.countersign.domain.remediation;

import io.countersign.domain.planning.PlannedStep;
import java.time.Duration;

/**
 * The usual duration of a step of a runbook, by the record.
 *
 * @param runs how many are on record, successful and failed; of the latest, as many as are looked
 *     at
 * @param p95 within which 95 of 100 of them ended; of no meaning without any
 */
public record StepDuration(int runs, Duration p95) {
  public static final StepDuration NONE = new StepDuration(0, Duration.ZERO);

  /** With fewer the slowest of twenty isn't among them. */
  public static final int LEAST_RUNS = 20;

  /** In whole seconds, rounded up; as long as it may take at most where too few are known. */
  public long seconds(PlannedStep step) {
    long usual = Math.max(1, p95.plusMillis(999).toSeconds());
    return isKnown() ? Math.min(usual, step.timeoutSeconds()) : step.timeoutSeconds();
  }

  /** Such as {@code p95 of 23 runs: 41 s}. */
  String text(PlannedStep step) {
    return isKnown()
        ? "p95 of %s runs: %s s".formatted(runs, seconds(step))
        : "timeout, with %s runs: %s s".formatted(runs, seconds(step));
  }

  private boolean isKnown() {
    return runs >= LEAST_RUNS;
  }
}
