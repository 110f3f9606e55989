package io.countersign.ledger.incident;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentFacts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;
import java.util.Optional;

/** The source of {@link IncidentFacts}; how remediations ended is written by those. */
public final class IncidentFactsProvider implements FactsProvider<IncidentFacts> {
  private record Tables(SqlConnection sql) implements IncidentFacts {
    @Override
    public boolean open(IncidentId incident) {
      return sql.exists("select from incident_fact where incident = ? and open", incident);
    }

    @Override
    public List<EntityId> entities(IncidentId incident) {
      return sql.list(
          "select entity from incident_entity where incident = ? order by entity",
          row -> EntityId.parse(row.text("entity")),
          incident);
    }

    @Override
    public Optional<PrincipalId> commander(IncidentId incident) {
      return sql
          .list(
              "select commander from incident_fact where incident = ? and open and commander is not"
                  + " null",
              row -> new PrincipalId(row.text("commander")),
              incident)
          .stream()
          .findFirst();
    }

    @Override
    public boolean verified(IncidentId incident, String remediation) {
      return sql.exists(
          """
          select from remediation_outcome join remediation_incident using (remediation)
          where remediation = ? and incident = ? and outcome = 'VERIFIED'\
          """,
          remediation,
          incident);
    }
  }

  @Override
  public Class<IncidentFacts> kind() {
    return IncidentFacts.class;
  }

  @Override
  public IncidentFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
