package io.countersign.ledger.audit;

import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.audit.RollbackCommand;
import io.countersign.ledger.Submission;
import io.countersign.ledger.commit.WriteHold;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.postgres.SqlConnection;

/**
 * A record that is older than its witnesses know waits for a decision, and for who signs in for it.
 */
public final class RollbackHold implements WriteHold {
  @Override
  public boolean isOn(SqlConnection sql) {
    return LogContradictions.any(sql);
  }

  @Override
  public boolean letsThrough(Submission submission) {
    return submission instanceof Submission.OfCommand(var command, var _, var _)
        && (command instanceof RollbackCommand || command instanceof AccessCommand.OpenSession);
  }
}
