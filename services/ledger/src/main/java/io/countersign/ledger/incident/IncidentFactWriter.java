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
 * may not run, since when and until when, who commands it, and when it was last diagnosed and on
 * what it was blamed. It also notes with each alert which incident holds it, and what it is about.
 */
public final class IncidentFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case IncidentEvent.Opened e -> {
        opened(e.incident(), context.at(), sql);
        held(e.incident(), e.first(), sql);
      }
      case IncidentEvent.AlertAttached e -> held(e.incident(), e.alert(), sql);
      case IncidentEvent.Reopened e -> opened(e.incident(), context.at(), sql);
      case IncidentEvent.Merged e -> closed(e.incident(), context.at(), sql);
      case IncidentEvent.Recovered e -> closed(e.incident(), context.at(), sql);
      case IncidentEvent.Resolved e -> closed(e.incident(), context.at(), sql);
      case IncidentEvent.CommanderAssigned e -> commanded(e.incident(), e.commander(), sql);
      case IncidentEvent.CommanderStoodDown e -> commanded(e.incident(), null, sql);
      case IncidentEvent.DiagnosisMade e -> diagnosed(e, context.at(), sql);
      default -> {
        // no fact for anyone else
      }
    }
  }

  private static void diagnosed(IncidentEvent.DiagnosisMade e, Instant at, SqlConnection sql) {
    sql.execute(
        "update incident_fact set diagnosed_at = ?, cause = ? where incident = ?",
        at,
        e.diagnosis().cause().map(it -> it.entity().toString()).orElse(null),
        e.incident().value());
  }

  private static void opened(IncidentId incident, Instant at, SqlConnection sql) {
    open(incident, true, sql);
    sql.execute(
        "insert into incident_span (incident, opened_at) values (?, ?) on conflict do nothing",
        incident,
        at);
  }

  private static void closed(IncidentId incident, Instant at, SqlConnection sql) {
    open(incident, false, sql);
    sql.execute(
        "update incident_span set closed_at = ? where incident = ? and closed_at is null",
        at,
        incident);
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
    sql.execute(
        """
        insert into incident_alert_fact (incident, alert, severity) values (?, ?, ?)
        on conflict do nothing\
        """,
        incident,
        alert.alert(),
        alert.severity());
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
