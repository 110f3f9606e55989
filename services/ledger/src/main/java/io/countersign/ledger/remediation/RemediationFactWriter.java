package io.countersign.ledger.remediation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.remediation.Remediation.Ending;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.emergency.EmergencyTable;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writer of the facts about remediations: which incident each answers, which holds which target
 * or acted on it, how each ended.
 */
public final class RemediationFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case RemediationEvent.Proposed e ->
          sql.execute(
              "insert into remediation_incident (remediation, incident) values (?, ?)",
              e.remediation().value(),
              e.plan().incident().value());
      case RemediationEvent.ApprovalGranted e -> approved(e, context, sql);
      case RemediationEvent.QuorumShortened e -> shortened(e, context, sql);
      case RemediationEvent.ShorteningReviewed e ->
          new EmergencyTable(sql)
              .reviewed(
                  e.remediation().value(), e.by(), e.justified(), e.note(), context.at(), true);
      case RemediationEvent.ExecutionStarted e -> started(e, context, sql);
      case RemediationEvent.StepStarted e -> acted(e, sql);
      case RemediationEvent.ApprovalRequested e -> released(e, sql);
      case RemediationEvent.ApprovalExtended e -> released(e, sql);
      case RemediationEvent.Completed e -> completed(e, sql);
      case RemediationEvent.DoubtSettled e -> settled(e, sql);
      case RemediationEvent.AnsweredLate e -> heldAgain(e, sql);
      case RemediationEvent.ApprovalDenied e -> ended(e, Ending.DENIED.name(), sql);
      case RemediationEvent.Expired e -> ended(e, Ending.EXPIRED.name(), sql);
      case RemediationEvent.Withdrawn e -> ended(e, Ending.WITHDRAWN.name(), sql);
      default -> {
        // no fact for anyone else
      }
    }
  }

  private static void approved(
      RemediationEvent.ApprovalGranted e, CommandContext context, SqlConnection sql) {
    var breakGlass = e.grounds() == null ? null : e.grounds().breakGlass();
    if (breakGlass != null) {
      new EmergencyTable(sql).used(breakGlass, e.remediation().value(), e.by(), context.at());
    }
  }

  private static void shortened(
      RemediationEvent.QuorumShortened e, CommandContext context, SqlConnection sql) {
    var incident =
        sql.first(
                "select incident from remediation_incident where remediation = ?",
                row -> new IncidentId(row.text("incident")),
                e.remediation().value())
            .orElseThrow();
    new EmergencyTable(sql)
        .shortened(e.remediation().value(), incident, e.by(), e.reason(), context.at());
  }

  private static void started(
      RemediationEvent.ExecutionStarted e, CommandContext context, SqlConnection sql) {
    lease(e, sql);
    passed(e.breakGlass(), e.remediation(), List.of(), context.at(), sql);
  }

  private static void passed(
      @Nullable BreakGlassId breakGlass,
      RemediationId remediation,
      List<PrincipalId> approvers,
      Instant at,
      SqlConnection sql) {
    if (breakGlass != null) {
      new EmergencyTable(sql).passed(breakGlass, remediation.value(), approvers, at);
    }
  }

  /** A second holder would break the primary key: the last guard behind the decider. */
  private static void lease(RemediationEvent.ExecutionStarted e, SqlConnection sql) {
    for (var target : e.leases()) {
      sql.execute(
          "insert into target_lease (target, remediation) values (?, ?)",
          target,
          e.remediation().value());
    }
  }

  private static void acted(RemediationEvent.StepStarted e, SqlConnection sql) {
    sql.execute(
        """
        insert into target_action (target, remediation, acted_at) values (?, ?, ?)
        on conflict (target, remediation) do update set acted_at = excluded.acted_at\
        """,
        e.observed().target(),
        e.remediation(),
        e.at());
    passed(e.breakGlass(), e.remediation(), e.approvers(), e.at(), sql);
  }

  /** While people are asked it holds nothing. */
  private static void released(RemediationEvent e, SqlConnection sql) {
    sql.execute("delete from target_lease where remediation = ?", e.remediation().value());
  }

  private static void settled(RemediationEvent.DoubtSettled e, SqlConnection sql) {
    released(e, sql);
    sql.execute("delete from target_contradiction where remediation = ?", e.remediation().value());
  }

  /** Beside the lease, which another may have by now. */
  private static void heldAgain(RemediationEvent.AnsweredLate e, SqlConnection sql) {
    for (var target : e.held()) {
      sql.execute(
          "insert into target_contradiction (target, remediation) values (?, ?)"
              + " on conflict do nothing",
          target,
          e.remediation().value());
    }
  }

  /** What may still be acted upon late stays held. */
  private static void completed(RemediationEvent.Completed e, SqlConnection sql) {
    sql.execute(
        "delete from target_lease where remediation = ? and not target = any(?)",
        e.remediation().value(),
        e.held().stream().map(EntityId::toString).toArray(String[]::new));
    outcome(e, e.outcome().name(), sql);
  }

  private static void ended(RemediationEvent e, String outcome, SqlConnection sql) {
    released(e, sql);
    outcome(e, outcome, sql);
  }

  private static void outcome(RemediationEvent e, String outcome, SqlConnection sql) {
    sql.execute("delete from plan_shown where remediation = ?", e.remediation().value());
    sql.execute(
        """
        insert into remediation_outcome (remediation, outcome) values (?, ?)
        on conflict (remediation) do update set outcome = excluded.outcome\
        """,
        e.remediation().value(),
        outcome);
  }
}
