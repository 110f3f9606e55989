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
      case IntakeEvent.HeartbeatLost e -> lost(true, e.integration(), e.name(), sql);
      case IntakeEvent.HeartbeatBack e -> lost(false, e.integration(), e.name(), sql);
      default -> {
        // not about a heartbeat
      }
    }
  }

  private static void lost(boolean lost, String integration, String name, SqlConnection sql) {
    sql.execute(
        "update heartbeat set lost = ? where integration = ? and name = ?",
        lost,
        integration,
        name);
  }
}
