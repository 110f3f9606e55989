package io.countersign.ledger.intake;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/** The writer of whether the loss of a heartbeat is on record. */
public final class HeartbeatFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case IntakeEvent.HeartbeatLost e ->
          sql.execute(
              "update heartbeat set lost = true, missed_since = ? where integration = ? and name ="
                  + " ?",
              e.lastSeen(),
              e.integration(),
              e.name());
      case IntakeEvent.HeartbeatBack e ->
          sql.execute(
              "update heartbeat set lost = false where integration = ? and name = ?",
              e.integration(),
              e.name());
      default -> {
        // not about a heartbeat
      }
    }
  }
}
