package io.countersign.domain.emergency;

import io.countersign.domain.StandaloneEvent;
import io.countersign.domain.correlation.IncidentId;
import java.time.Instant;

/** A fact about the review that an emergency owes. */
public sealed interface ReviewEvent extends StandaloneEvent {
  /**
   * Nobody has reviewed it in time: until somebody does, no emergency is used again.
   *
   * @param subject the id of the break-glass, or of the remediation whose quorum was shortened
   * @param reviewBy until when it had to be (UTC)
   */
  record Overdue(String subject, IncidentId incident, Instant reviewBy) implements ReviewEvent {
    /** Once for each. */
    public String key() {
      return subject + "/" + reviewBy;
    }
  }
}
