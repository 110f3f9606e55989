package io.countersign.ledger.incident;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/**
 * The writer of the facts about incidents, such as which are open: what answers a closed one may
 * not run.
 */
public final class IncidentFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case IncidentEvent.Opened e -> open(e.incident(), true, sql);
      case IncidentEvent.Reopened e -> open(e.incident(), true, sql);
      case IncidentEvent.Merged e -> open(e.incident(), false, sql);
      case IncidentEvent.Recovered e -> open(e.incident(), false, sql);
      case IncidentEvent.Resolved e -> open(e.incident(), false, sql);
      default -> {
        // no fact for anyone else
      }
    }
  }

  private static void open(IncidentId incident, boolean open, SqlConnection sql) {
    sql.execute(
        """
        insert into incident_fact (incident, open) values (?, ?)
        on conflict (incident) do update set open = excluded.open\
        """,
        incident.value(),
        open);
  }
}
