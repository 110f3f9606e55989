package io.countersign.ledger.alert;

import static io.countersign.ledger.postgres.Statements.execute;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.axon.FactWriter;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether the loss of a heartbeat is on record already. */
public final class HeartbeatFacts implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, Connection connection)
      throws SQLException {
    switch (event) {
      case IntakeEvent.HeartbeatLost e -> lost(true, e.integration(), e.name(), connection);
      case IntakeEvent.HeartbeatBack e -> lost(false, e.integration(), e.name(), connection);
      default -> {
        // not about a heartbeat
      }
    }
  }

  private static void lost(boolean lost, String integration, String name, Connection connection)
      throws SQLException {
    execute(
        connection,
        "update heartbeat set lost = ? where integration = ? and name = ?",
        lost,
        integration,
        name);
  }
}
