package io.countersign.ledger.incident;

import static io.countersign.ledger.postgres.Statements.execute;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.axon.FactWriter;
import java.sql.Connection;
import java.sql.SQLException;

/** Which incidents are open: what answers a closed one may not run. */
public final class IncidentFacts implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, Connection connection)
      throws SQLException {
    switch (event) {
      case IncidentEvent.Opened e -> open(e.incident(), true, connection);
      case IncidentEvent.Reopened e -> open(e.incident(), true, connection);
      case IncidentEvent.Merged e -> open(e.incident(), false, connection);
      case IncidentEvent.Recovered e -> open(e.incident(), false, connection);
      case IncidentEvent.Resolved e -> open(e.incident(), false, connection);
      default -> {
        // no fact for anyone else
      }
    }
  }

  private static void open(IncidentId incident, boolean open, Connection connection)
      throws SQLException {
    execute(
        connection,
        """
        insert into incident_fact (incident, open) values (?, ?)
        on conflict (incident) do update set open = excluded.open\
        """,
        incident.value(),
        open);
  }
}
