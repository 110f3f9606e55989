package io.countersign.domain.remediation;

import io.countersign.domain.planning.TargetState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest attempt at one step.
 *
 * @param step number within the plan, or within its rollback
 * @param number 1, 2, ... counted for the step
 * @param key the idempotency key that the target sees
 * @param before the target as it was read just before
 * @param startedAt when the intent was recorded (UTC)
 * @param endedAt when its result was recorded (UTC); null while in flight
 * @param code why it failed, in the executor's stable word; empty unless it did
 */
public record StepAttempt(
    int step,
    int number,
    boolean rollback,
    String key,
    TargetState before,
    Instant startedAt,
    Progress progress,
    @Nullable Instant endedAt,
    String code) {
  /** How far an attempt has come. */
  public enum Progress {
    /** Its effect may or may not have happened: only reading the target back can tell. */
    IN_FLIGHT,
    COMPLETED,
    /** It had no effect, and another attempt may be made. */
    FAILED_AGAIN,
    /** It failed, and no further attempt may be made. */
    FAILED
  }

  /**
   * The key of an attempt. Targets replay refusals for a key they know: so it holds the attempt.
   */
  public static String key(RemediationId remediation, boolean rollback, int step, int number) {
    return remediation.value() + (rollback ? "-back-" : "-step-") + step + "-attempt-" + number;
  }

  static StepAttempt of(RemediationEvent.StepStarted e) {
    return new StepAttempt(
        e.step(),
        e.attempt(),
        e.rollback(),
        e.key(),
        e.observed(),
        e.at(),
        Progress.IN_FLIGHT,
        null,
        "");
  }

  StepAttempt ended(Progress how, Instant at, String why) {
    return new StepAttempt(step, number, rollback, key, before, startedAt, how, at, why);
  }

  public boolean is(Progress wanted) {
    return progress == wanted;
  }
}
