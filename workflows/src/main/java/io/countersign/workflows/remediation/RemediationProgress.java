package io.countersign.workflows.remediation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a remediation, as the ledger says.
 *
 * @param dueAt when to go on at the latest; null when only a poke matters
 * @param due what {@code dueAt} is the time of
 */
public record RemediationProgress(Phase phase, @Nullable Instant dueAt, Due due) {
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
}
