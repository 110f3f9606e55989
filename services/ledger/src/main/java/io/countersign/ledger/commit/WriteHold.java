package io.countersign.ledger.commit;

import io.countersign.ledger.Submission;
import io.countersign.ledger.postgres.SqlConnection;

/** The reason for which nothing is written, for now: asked under the lock, before each batch. */
public interface WriteHold {
  boolean isOn(SqlConnection sql);

  /** Whether it's written all the same: what ends the hold, and what that takes. */
  boolean letsThrough(Submission submission);
}
