package io.countersign.ledger.remediation;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;

/** The source of {@link RemediationFacts}: what {@link RemediationFactWriter} wrote. */
public final class RemediationFactsProvider implements FactsProvider<RemediationFacts> {
  private static final String HOLDERS =
      """
      select remediation, exists (
        select from remediation_outcome o where o.remediation = l.remediation) as ended
      from target_lease l where target = ?
      union select remediation, true from target_contradiction where target = ?
      order by remediation\
      """;

  private record Tables(SqlConnection sql) implements RemediationFacts {
    @Override
    public List<Holder> holders(EntityId target) {
      return sql.list(
          HOLDERS,
          row -> new Holder(new RemediationId(row.text("remediation")), row.flag("ended")),
          target,
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
