package io.countersign.ledger.commit;

import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.alert.MuteFacts;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts as they stand at this moment of the batch.
 *
 * @param seen alerts of the batch, whose rows aren't written yet
 * @param muted mutes as the batch has left them
 */
record LedgerFacts(Connection connection, Map<String, AlertSeen> seen, MuteFacts.OfBatch muted)
    implements Facts {
  @Override
  public Optional<Principal> principal(PrincipalId id) {
    return read(connection -> Principals.find(id, connection));
  }

  @Override
  public List<ActiveMute> mutes() {
    return read(muted::all);
  }

  @Override
  public boolean executionHalted() {
    return text("select 'halted' from kill_switch where halted and single::text = ?", "true")
        .isPresent();
  }

  @Override
  public Optional<String> leaseHolder(String target) {
    return text("select remediation from target_lease where target = ?", target);
  }

  @Override
  public boolean firing(String alertId) {
    var inBatch = seen.get(alertId);
    return inBatch != null
        ? inBatch.status() == AlertSeen.Status.FIRING
        : text("select status from alert_seen where alert_id = ?", alertId)
            .filter(AlertSeen.Status.FIRING.name()::equals)
            .isPresent();
  }

  @Override
  public boolean incidentOpen(String incidentId) {
    return text("select 'open' from incident_fact where incident = ? and open", incidentId)
        .isPresent();
  }

  @Override
  public Optional<String> remediationOutcome(String incidentId, String remediationId) {
    return text(
        """
        select outcome from remediation_outcome join remediation_incident using (remediation)
        where remediation = ? and incident = ?\
        """,
        remediationId,
        incidentId);
  }

  private Optional<String> text(String sql, String... keys) {
    return read(
        connection -> {
          try (var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.length; i++) {
              select.setString(i + 1, keys[i]);
            }
            try (var row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** A failure here voids the transaction, so it must not be taken for a decider's defect. */
  private <T> T read(Transactions.Work<T> work) {
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }
}
