package io.countersign.ledger.access.delegation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationFacts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Collection;
import java.util.List;

/** The source of {@link DelegationFacts}: what {@link DelegationFactWriter} wrote. */
public final class DelegationFactsProvider implements FactsProvider<DelegationFacts> {
  private record Tables(SqlConnection sql) implements DelegationFacts {
    @Override
    public List<Delegation> to(PrincipalId delegate) {
      return Delegations.where("delegate", delegate, sql);
    }

    @Override
    public List<Delegation> from(PrincipalId delegator) {
      return Delegations.where("delegator", delegator, sql);
    }

    @Override
    public List<Delegation> among(Collection<PrincipalId> persons) {
      return Delegations.among(persons, sql);
    }
  }

  @Override
  public Class<DelegationFacts> kind() {
    return DelegationFacts.class;
  }

  @Override
  public DelegationFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
