package io.countersign.ledger.incident;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The writer of {@code incident_fact}: whether an incident is open, since what answers a closed one
 * may not run, who commands it, and when it was last diagnosed. It also notes with each alert which
 * incident holds it, and what it is about.
 */
public final class IncidentFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case IncidentEvent.Opened e -> {
        open(e.incident(), true, sql);
        held(e.incident(), e.first(), sql);
      }
      case IncidentEvent.AlertAttached e -> held(e.incident(), e.alert(), sql);
      case IncidentEvent.Reopened e -> open(e.incident(), true, sql);
      case IncidentEvent.Merged e -> open(e.incident(), false, sql);
      case IncidentEvent.Recovered e -> open(e.incident(), false, sql);
      case IncidentEvent.Resolved e -> open(e.incident(), false, sql);
      case IncidentEvent.CommanderAssigned e -> commanded(e.incident(), e.commander(), sql);
      case IncidentEvent.CommanderStoodDown e -> commanded(e.incident(), null, sql);
      case IncidentEvent.DiagnosisMade e -> diagnosed(e.incident(), context.at(), sql);
      default -> {
        // no fact for anyone else
      }
    }
  }

  private static void diagnosed(IncidentId incident, Instant at, SqlConnection sql) {
    sql.execute(
        "update incident_fact set diagnosed_at = ? where incident = ?", at, incident.value());
  }

  private static void commanded(
      IncidentId incident, @Nullable PrincipalId commander, SqlConnection sql) {
    sql.execute(
        "update incident_fact set commander = ? where incident = ?", commander, incident.value());
  }

  /** It was raised in an earlier batch: who places alerts follows the record. */
  private static void held(IncidentId incident, IncidentAlert alert, SqlConnection sql) {
    sql.execute("update alert_seen set incident = ? where alert_id = ?", incident, alert.alert());
    sql.execute(
        "insert into incident_entity (incident, entity) values (?, ?) on conflict do nothing",
        incident,
        alert.entity());
  }

  private static void open(IncidentId incident, boolean open, SqlConnection sql) {
    sql.execute(
        """
        insert into incident_fact (incident, open) values (?, ?)
        on conflict (incident) do update set open = excluded.open, commander = null\
        """,
        incident.value(),
        open);
  }
}
