package io.countersign.workflows.incident;

import io.countersign.workflows.WaitTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an incident, as the ledger says.
 *
 * @param dueAt when to ask again at the latest, by the clock of whoever answers; null when there is
 *     nothing to wait for. Runs go by it that were begun before there was a {@code dueIn}
 * @param dueIn how long it's until then: two clocks may differ, so that none but who judged what's
 *     due says it; null in what was recorded before
 */
public record IncidentProgress(Phase phase, @Nullable Instant dueAt, @Nullable Duration dueIn) {
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

  /** With nothing to wait for. */
  public static IncidentProgress of(Phase phase) {
    return new IncidentProgress(phase, null, null);
  }

  /**
   * @param now by the clock that {@code dueAt} was judged by
   */
  public static IncidentProgress dueAt(Phase phase, Instant dueAt, Instant now) {
    return new IncidentProgress(phase, dueAt, WaitTime.until(dueAt, now));
  }
}
