package io.countersign.domain.incident.course;

import java.time.Instant;

/**
 * The facts that an incident's course goes by, beside the incident's own state.
 *
 * @param firing whether one of its alerts still fires
 * @param lastHeard when something was last heard of one of its alerts; {@link Instant#EPOCH} if
 *     never
 * @param diagnosedAt when the last diagnosis was made; {@link Instant#EPOCH} before the first
 */
public record IncidentCourseFacts(
    RemedyHistory remedies, boolean firing, Instant lastHeard, Instant diagnosedAt) {
  /** Of an incident that isn't open. */
  public static final IncidentCourseFacts NONE =
      new IncidentCourseFacts(RemedyHistory.NONE, false, Instant.EPOCH, Instant.EPOCH);

  /** Whether the last diagnosis knows how a remedy ended. */
  public boolean diagnosedSince(IncidentRemedy remedy) {
    return remedy.endedBefore(diagnosedAt);
  }

  /** Whether the latest remedy ended after the last diagnosis was made. */
  boolean endedUnseen() {
    return remedies.latest().filter(it -> it.end() != null && !diagnosedSince(it)).isPresent();
  }
}
