package io.countersign.workflows.remediation;

import io.countersign.workflows.WaitTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a remediation, as the ledger says.
 *
 * @param dueAt when to go on at the latest, by the clock of whoever answers; null when only a poke
 *     matters. Runs go by it that were begun before there was a {@code dueIn}
 * @param due what {@code dueAt} is the time of
 * @param dueIn how long it's until then: two clocks may differ, so that none but who judged what's
 *     due says it; null in what was recorded before
 * @param completed how many steps are completed, forward and back; null in what was recorded before
 */
public record RemediationProgress(
    Phase phase,
    @Nullable Instant dueAt,
    Due due,
    @Nullable Duration dueIn,
    @Nullable Integer completed) {
  /** What comes next. */
  public enum Phase {
    PROPOSED,
    EVALUATED,
    AWAITING_APPROVAL,
    APPROVED,
    EXECUTING,
    VERIFYING,
    ROLLING_BACK,
    FINISHING,
    CLOSED
  }

  /** What a timer is for. */
  public enum Due {
    NOTHING,
    REMINDER,
    ESCALATION,
    EXPIRY,
    /** The same again: a target is busy, a probe isn't stable yet. */
    RETRY
  }

  /** With nothing to wait for. */
  public static RemediationProgress of(Phase phase) {
    return new RemediationProgress(phase, null, Due.NOTHING, null, null);
  }

  /**
   * @param now by the clock that {@code dueAt} was judged by
   */
  public static RemediationProgress dueAt(Phase phase, Due due, Instant dueAt, Instant now) {
    return new RemediationProgress(phase, dueAt, due, WaitTime.until(dueAt, now), null);
  }

  /** The same, with so many steps completed. */
  public RemediationProgress completed(int steps) {
    return new RemediationProgress(phase, dueAt, due, dueIn, steps);
  }

  /**
   * The same, to be tried again then.
   *
   * @param now by the clock that {@code at} was judged by
   */
  public RemediationProgress again(Instant at, Instant now) {
    return new RemediationProgress(phase, at, Due.RETRY, WaitTime.until(at, now), completed);
  }

  /** Whether steps were completed since. */
  public boolean hasGoneOnSince(RemediationProgress before) {
    return completed != null && before.completed != null && completed > before.completed;
  }
}
