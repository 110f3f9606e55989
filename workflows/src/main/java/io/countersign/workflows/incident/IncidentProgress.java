package io.countersign.workflows.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an incident, as the ledger says.
 *
 * @param dueAt when to ask again at the latest; null when there is nothing to wait for
 */
public record IncidentProgress(Phase phase, @Nullable Instant dueAt) {
  /** What comes next. */
  public enum Phase {
    /** Alerts may still join: wait. */
    SETTLING,
    DIAGNOSING,
    RECOMMENDING,
    /** A remediation or a person is at work, or the alerts are about to end: wait and look. */
    WATCHING,
    CLOSED
  }
}
