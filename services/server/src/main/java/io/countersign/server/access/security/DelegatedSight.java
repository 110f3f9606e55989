package io.countersign.server.access.security;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.delegation.Delegations;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The sight of who decides for somebody: all that whoever delegated it to them decides on. */
@Component
final class DelegatedSight {

  private final Delegations delegations;
  private final Principals principals;

  DelegatedSight(Delegations delegations, Principals principals) {
    this.delegations = delegations;
    this.principals = principals;
  }

  /** Within the delegation, and within what whoever gave it decides on at this moment. */
  Set<Scope> of(PrincipalId deputy, Instant at) {
    return delegations.to(deputy, at).stream()
        .flatMap(it -> within(it, at))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<Scope> within(Delegation delegation, Instant at) {
    return principals.find(delegation.from()).filter(AccessFacts.Principal::active).stream()
        .flatMap(it -> it.grants().stream())
        .filter(it -> RoleRules.DECIDING.contains(it.role()) && it.isInEffect(at))
        .map(Grant::scope)
        .flatMap(it -> it.within(delegation.scope()).stream());
  }
}
