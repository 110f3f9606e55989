package io.countersign.ledger.remediation;

import static io.countersign.ledger.postgres.Statements.execute;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.remediation.Remediation.Ending;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.axon.FactWriter;
import java.sql.Connection;
import java.sql.SQLException;

/** Which remediation answers which incident, which holds which target, and how each ended. */
public final class RemediationFacts implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, Connection connection)
      throws SQLException {
    switch (event) {
      case RemediationEvent.Proposed e ->
          execute(
              connection,
              "insert into remediation_incident (remediation, incident) values (?, ?)",
              e.remediation().value(),
              e.plan().incident().value());
      case RemediationEvent.ExecutionStarted e -> lease(e, connection);
      case RemediationEvent.Completed e -> ended(e, e.outcome().name(), connection);
      case RemediationEvent.ApprovalDenied e -> ended(e, Ending.DENIED.name(), connection);
      case RemediationEvent.Expired e -> ended(e, Ending.EXPIRED.name(), connection);
      case RemediationEvent.Withdrawn e -> ended(e, Ending.WITHDRAWN.name(), connection);
      default -> {
        // no fact for anyone else
      }
    }
  }

  /** A second holder would break the primary key: the last guard behind the decider. */
  private static void lease(RemediationEvent.ExecutionStarted e, Connection connection)
      throws SQLException {
    for (var target : e.leases()) {
      execute(
          connection,
          "insert into target_lease (target, remediation) values (?, ?)",
          target,
          e.remediation().value());
    }
  }

  private static void ended(RemediationEvent e, String outcome, Connection connection)
      throws SQLException {
    var remediation = e.remediation().value();
    execute(connection, "delete from target_lease where remediation = ?", remediation);
    execute(
        connection,
        """
        insert into remediation_outcome (remediation, outcome) values (?, ?)
        on conflict (remediation) do update set outcome = excluded.outcome\
        """,
        remediation,
        outcome);
  }
}
