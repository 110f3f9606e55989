package io.countersign.ledger.access.identity;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.identity.IdentityAddress;
import io.countersign.domain.access.identity.IdentityFacts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Optional;

/** The source of {@link IdentityFacts}: what {@link IdentityFactWriter} wrote. */
public final class IdentityFactsProvider implements FactsProvider<IdentityFacts> {
  private record Tables(SqlConnection sql) implements IdentityFacts {
    @Override
    public Optional<PrincipalId> holder(IdentityAddress address) {
      return sql.first(
          "select principal from identity_address where address = ?",
          row -> new PrincipalId(row.text("principal")),
          address.value());
    }
  }

  @Override
  public Class<IdentityFacts> kind() {
    return IdentityFacts.class;
  }

  @Override
  public IdentityFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
