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
 */
public record RemediationProgress(
    Phase phase, @Nullable Instant dueAt, Due due, @Nullable Duration dueIn) {
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
    return new RemediationProgress(phase, null, Due.NOTHING, null);
  }

  /**
   * @param now by the clock that {@code dueAt} was judged by
   */
  public static RemediationProgress dueAt(Phase phase, Due due, Instant dueAt, Instant now) {
    return new RemediationProgress(phase, dueAt, due, WaitTime.until(dueAt, now));
  }
}
