package io.countersign.ledger.remediation.duration;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.remediation.RemediationEvent.StepCompleted;
import io.countersign.domain.remediation.RemediationEvent.StepFailed;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/**
 * The writer of how long each step took on the way forward, from the first time that it was sent
 * until nothing more came of it. What certainly had no effect took no time that says anything.
 */
public final class StepDurationFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case StepStarted e when !e.rollback() -> began(e, sql);
      case StepCompleted e when !e.rollback() ->
          sql.execute(
              "update step_duration set ended_at = ? where remediation = ? and step = ?",
              e.at(),
              e.remediation(),
              e.step());
      case StepFailed e when !e.rollback() && !e.again() -> failed(e, sql);
      default -> {
        // no fact for anyone else
      }
    }
  }

  private static void began(StepStarted e, SqlConnection sql) {
    sql.execute(
        """
        insert into step_duration (remediation, step, content, began_at)
        select remediation, ?, content, ? from runbook_use where remediation = ?
        on conflict do nothing\
        """,
        e.step(),
        e.at(),
        e.remediation());
  }

  private static void failed(StepFailed e, SqlConnection sql) {
    if (StepAttempt.isWithoutEffect(e.code())) {
      sql.execute(
          "delete from step_duration where remediation = ? and step = ?",
          e.remediation(),
          e.step());
    } else {
      sql.execute(
          "update step_duration set ended_at = ? where remediation = ? and step = ?",
          e.at(),
          e.remediation(),
          e.step());
    }
  }
}
