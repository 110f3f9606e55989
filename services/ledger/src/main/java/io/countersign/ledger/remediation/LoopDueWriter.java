package io.countersign.ledger.remediation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.calendar.CalendarEvent;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.remediation.OpenLoops.Kind;
import java.time.Instant;

/**
 * The writer of {@code loop_due}: what is opened has a loop, what is recorded of it makes that due,
 * and what is closed has none. With an incident's it keeps when one of its alerts last began or
 * ended.
 */
public final class LoopDueWriter implements FactWriter {
  private static final String OPENED =
      """
      insert into loop_due (kind, id, due_at, heard_at) values (?, ?, ?, ?)
      on conflict (kind, id) do update set due_at = excluded.due_at, touched = loop_due.touched + 1\
      """;
  private static final String TOUCHED =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1
      where kind = ? and id = ?\
      """;
  private static final String JOINED =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1,
        heard_at = greatest(heard_at, ?)
      where kind = 'INCIDENT' and id = ?\
      """;
  private static final String ALERT =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1,
        heard_at = greatest(heard_at, ?)
      where kind = 'INCIDENT'
        and id = (select incident from alert_seen where alert_id = ?)\
      """;
  private static final String REMEDIED =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1
      where kind = 'INCIDENT'
        and id = (select incident from remediation_incident where remediation = ?)\
      """;

  /** Whichever waits for a window looks again where a calendar changes. */
  private static final String WAITING =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1
      where kind = 'REMEDIATION'\
      """;

  /** Whichever of the incident waits for a window may pass it by break-glass. */
  private static final String EASED =
      """
      update loop_due set due_at = least(due_at, ?), touched = touched + 1
      where kind = 'REMEDIATION'
        and id in (select remediation from remediation_incident where incident = ?)\
      """;

  private static final String CLOSED = "delete from loop_due where kind = ? and id = ?";

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case IncidentEvent it -> incident(it, context.at(), sql);
      case RemediationEvent it -> remediation(it, context.at(), sql);
      case CalendarEvent.Defined _, CalendarEvent.Lifted _, CalendarEvent.Recomputed _ ->
          sql.execute(WAITING, context.at());
      case BreakGlassEvent.TookEffect it -> sql.execute(EASED, context.at(), it.incident());
      case AlertEvent.Raised it -> alert(it.alert(), context.at(), sql);
      case AlertEvent.Resolved it -> alert(it.alert(), context.at(), sql);
      default -> {
        // no loop waits for anyone else
      }
    }
  }

  private static void alert(AlertId alert, Instant at, SqlConnection sql) {
    sql.execute(ALERT, at, at, alert);
  }

  private static void incident(IncidentEvent event, Instant at, SqlConnection sql) {
    var id = event.incident().value();
    switch (event) {
      case IncidentEvent.Opened _, IncidentEvent.Reopened _ ->
          sql.execute(OPENED, Kind.INCIDENT, id, at, at);
      case IncidentEvent.AlertAttached _ -> sql.execute(JOINED, at, at, id);
      case IncidentEvent.Merged _, IncidentEvent.Recovered _, IncidentEvent.Resolved _ ->
          sql.execute(CLOSED, Kind.INCIDENT, id);
      case IncidentEvent.EvidenceGathered _,
          IncidentEvent.DiagnosisMade _,
          IncidentEvent.Escalated _,
          IncidentEvent.WorkFailed _,
          IncidentEvent.WorkResumed _,
          IncidentEvent.Acknowledged _,
          IncidentEvent.Assigned _,
          IncidentEvent.PrioritySet _,
          IncidentEvent.CommanderAssigned _,
          IncidentEvent.CommanderStoodDown _,
          IncidentEvent.Noted _,
          IncidentEvent.Reviewed _,
          IncidentEvent.AttemptRefused _ -> {}
    }
  }

  private static void remediation(RemediationEvent event, Instant at, SqlConnection sql) {
    var id = event.remediation().value();
    switch (event) {
      case RemediationEvent.Proposed _ -> sql.execute(OPENED, Kind.REMEDIATION, id, at, null);
      case RemediationEvent.Approved _,
          RemediationEvent.ApprovalGranted _,
          RemediationEvent.ApprovalRevoked _,
          RemediationEvent.QuorumShortened _,
          RemediationEvent.StopRequested _ ->
          sql.execute(TOUCHED, at, Kind.REMEDIATION, id);
      case RemediationEvent.ApprovalDenied _,
          RemediationEvent.Expired _,
          RemediationEvent.Withdrawn _,
          RemediationEvent.Completed _ -> {
        sql.execute(CLOSED, Kind.REMEDIATION, id);
        sql.execute(REMEDIED, at, id);
      }
      case RemediationEvent.DoubtSettled _, RemediationEvent.AnsweredLate _ ->
          sql.execute(REMEDIED, at, id);
      default -> {
        // its loop's own doing
      }
    }
  }
}
