package io.countersign.ledger.reference;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.reference.ReferenceFacts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;

/** The facts about holders of references, by what incidents and remediations left on record. */
final class ReferenceFactsProvider implements FactsProvider<ReferenceFacts> {
  private static final String INCIDENT = "select incident from incident_fact where incident = ?";
  private static final String REMEDIATION =
      "select incident from remediation_incident where remediation = ?";
  private static final String ENTITIES =
      "select entity from incident_entity where incident = ? order by entity";

  @Override
  public Class<ReferenceFacts> kind() {
    return ReferenceFacts.class;
  }

  @Override
  public ReferenceFacts at(SqlConnection sql) {
    return holder ->
        sql.first(holder.isIncident() ? INCIDENT : REMEDIATION, row -> row.text("incident"), holder)
            .map(it -> sql.list(ENTITIES, row -> EntityId.parse(row.text("entity")), it));
  }
}
