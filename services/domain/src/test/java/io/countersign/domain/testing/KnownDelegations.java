package io.countersign.domain.testing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationFacts;
import java.util.ArrayList;
import java.util.List;

/** The delegations of {@link KnownFacts}. */
final class KnownDelegations implements DelegationFacts {
  private final List<Delegation> given = new ArrayList<>();

  void give(Delegation delegation) {
    given.add(delegation);
  }

  @Override
  public List<Delegation> to(PrincipalId delegate) {
    return given.stream().filter(it -> it.to().equals(delegate)).toList();
  }

  @Override
  public List<Delegation> from(PrincipalId delegator) {
    return given.stream().filter(it -> it.from().equals(delegator)).toList();
  }
}
