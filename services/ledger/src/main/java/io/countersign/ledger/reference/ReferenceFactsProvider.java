package io.countersign.ledger.reference;

import io.countersign.domain.reference.ReferenceFacts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;

/** The facts about holders of references, by what incidents and remediations left on record. */
final class ReferenceFactsProvider implements FactsProvider<ReferenceFacts> {
  private static final String INCIDENT = "select from incident_fact where incident = ?";
  private static final String REMEDIATION =
      "select from remediation_incident where remediation = ?";

  @Override
  public Class<ReferenceFacts> kind() {
    return ReferenceFacts.class;
  }

  @Override
  public ReferenceFacts at(SqlConnection sql) {
    return holder -> sql.exists(holder.isIncident() ? INCIDENT : REMEDIATION, holder);
  }
}
