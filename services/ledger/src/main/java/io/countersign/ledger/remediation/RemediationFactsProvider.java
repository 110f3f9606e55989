package io.countersign.ledger.remediation;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Optional;

/** The source of {@link RemediationFacts}: what {@link RemediationFactWriter} wrote. */
public final class RemediationFactsProvider implements FactsProvider<RemediationFacts> {
  private record Tables(SqlConnection sql) implements RemediationFacts {
    @Override
    public Optional<RemediationId> leaseHolder(EntityId target) {
      return sql.first(
          "select remediation from target_lease where target = ?",
          row -> new RemediationId(row.text("remediation")),
          target);
    }
  }

  @Override
  public Class<RemediationFacts> kind() {
    return RemediationFacts.class;
  }

  @Override
  public RemediationFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
