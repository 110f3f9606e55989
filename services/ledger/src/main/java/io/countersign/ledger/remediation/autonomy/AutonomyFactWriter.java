package io.countersign.ledger.remediation.autonomy;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed.Outcome;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookDemoted;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookPromoted;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;

/**
 * The writer of how each use of a runbook went, and of what it may do by itself: the first failure
 * ends that in every environment, in the commit that records it.
 */
public final class AutonomyFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case RemediationEvent.Proposed e -> proposed(e, sql);
      case RemediationEvent.ExecutionStarted e ->
          stamp("begun_at", e.remediation(), context.at(), sql);
      case RemediationEvent.VerificationPassed e -> verified(e.remediation(), context.at(), sql);
      case RemediationEvent.ExecutionCurtailed e ->
          sql.execute(
              "update runbook_use set curtailed = true where remediation = ?", e.remediation());
      case RemediationEvent.VerificationFailed e -> failed(e.remediation(), context.at(), sql);
      case RemediationEvent.RollbackStarted e -> failed(e.remediation(), context.at(), sql);
      case RemediationEvent.StepFailed e when !e.again() ->
          failed(e.remediation(), context.at(), sql);
      case RemediationEvent.Completed e when e.outcome() == Outcome.ABANDONED ->
          abandoned(e.remediation(), context.at(), sql);
      case RunbookPromoted e -> promoted(e, sql);
      case RunbookDemoted e -> demoted(e, context.at(), sql);
      default -> {
        // no fact for anyone else
      }
    }
  }

  private static void proposed(RemediationEvent.Proposed e, SqlConnection sql) {
    sql.execute(
        """
        insert into runbook_use (remediation, runbook, content, environment)
        values (?, ?, ?, ?) on conflict do nothing\
        """,
        e.remediation(),
        e.plan().runbook(),
        e.plan().runbookDigest().hex(),
        e.plan().targets().getFirst().target().environment());
  }

  /** The first time counts. */
  private static void stamp(String column, RemediationId id, Instant at, SqlConnection sql) {
    sql.execute(
        "update runbook_use set %s = coalesce(%s, ?) where remediation = ?"
            .formatted(column, column),
        at,
        id);
  }

  /** A part of it that helped says nothing of the rest. */
  private static void verified(RemediationId id, Instant at, SqlConnection sql) {
    sql.execute(
        """
        update runbook_use set verified_at = coalesce(verified_at, ?)
        where remediation = ? and not curtailed\
        """,
        at,
        id);
  }

  private static void failed(RemediationId id, Instant at, SqlConnection sql) {
    stamp("failed_at", id, at, sql);
    sql.execute(
        """
        update runbook_promotion p set ended_at = ?, ended_by = ?, reason = 'it failed'
        from runbook_use u
        where u.remediation = ? and p.runbook = u.runbook and p.ended_at is null\
        """,
        at,
        id,
        id);
  }

  /** Given up once something had been sent: nobody says that it helped. */
  private static void abandoned(RemediationId id, Instant at, SqlConnection sql) {
    if (sql.exists("select from target_action where remediation = ?", id)) {
      failed(id, at, sql);
    }
  }

  private static void promoted(RunbookPromoted e, SqlConnection sql) {
    sql.execute(
        """
        insert into runbook_promotion (autonomy, runbook, content, environment, ends_at,
          promoted_at, promoted_by, confirmed_by)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (autonomy) do update set content = excluded.content, ends_at = excluded.ends_at,
          promoted_at = excluded.promoted_at, promoted_by = excluded.promoted_by,
          confirmed_by = excluded.confirmed_by, ended_at = null, ended_by = null, reason = null\
        """,
        e.autonomy(),
        e.runbook(),
        e.content().hex(),
        e.environment(),
        e.until(),
        e.at(),
        e.by(),
        e.confirmedBy());
  }

  private static void demoted(RunbookDemoted e, Instant at, SqlConnection sql) {
    sql.execute(
        """
        update runbook_promotion set ended_at = ?, ended_by = ?, reason = ?
        where autonomy = ? and ended_at is null\
        """,
        at,
        e.failed() == null ? e.by().value() : e.failed().value(),
        e.reason(),
        e.autonomy());
  }
}
