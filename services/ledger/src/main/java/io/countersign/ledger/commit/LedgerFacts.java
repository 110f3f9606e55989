package io.countersign.ledger.commit;

import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.alert.MuteFactTable;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts as they stand at this moment of the batch.
 *
 * @param seen alerts of the batch, whose rows aren't written yet
 * @param muted mutes as the batch has left them
 */
record LedgerFacts(SqlConnection sql, Map<String, AlertSeen> seen, MuteFactTable.OfBatch muted)
    implements Facts {
  @Override
  public Optional<Principal> principal(PrincipalId id) {
    return Principals.find(id, sql);
  }

  @Override
  public List<ActiveMute> mutes() {
    return muted.all(sql);
  }

  @Override
  public boolean executionHalted() {
    return text(
            "select 'halted' as found from kill_switch where halted and single::text = ?", "true")
        .isPresent();
  }

  @Override
  public Optional<String> leaseHolder(String target) {
    return text("select remediation as found from target_lease where target = ?", target);
  }

  @Override
  public boolean firing(String alertId) {
    var inBatch = seen.get(alertId);
    return inBatch != null
        ? inBatch.status() == AlertSeen.Status.FIRING
        : text("select status as found from alert_seen where alert_id = ?", alertId)
            .filter(AlertSeen.Status.FIRING.name()::equals)
            .isPresent();
  }

  @Override
  public boolean incidentOpen(String incidentId) {
    return text("select 'open' as found from incident_fact where incident = ? and open", incidentId)
        .isPresent();
  }

  @Override
  public Optional<String> remediationOutcome(String incidentId, String remediationId) {
    return text(
        """
        select outcome as found from remediation_outcome join remediation_incident using (remediation)
        where remediation = ? and incident = ?\
        """,
        remediationId,
        incidentId);
  }

  private Optional<String> text(String query, String... keys) {
    return sql.first(query, row -> row.text("found"), (Object[]) keys);
  }
}
