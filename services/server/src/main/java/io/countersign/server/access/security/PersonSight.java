package io.countersign.server.access.security;

import io.countersign.domain.Actor;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Sight;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.delegation.Delegations;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.server.web.endpoint.EndpointRule;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The sight of somebody who comes without a bearer, such as by a linked account. */
@Component
public final class PersonSight {
  /** An active principal and what it may see at a moment. */
  public record Seeing(Actor actor, Sight sight) {}

  private final Principals principals;
  private final DelegatedSight delegated;

  PersonSight(Principals principals, DelegatedSight delegated) {
    this.principals = principals;
    this.delegated = delegated;
  }

  /** One that reads over these transactions. */
  public static PersonSight within(Transactions transactions) {
    var principals = new Principals(transactions);
    return new PersonSight(
        principals, new DelegatedSight(new Delegations(transactions), principals));
  }

  /** The same that a bearer of theirs would show; empty for who was disabled or isn't known. */
  public Optional<Seeing> of(PrincipalId id, Instant at) {
    return principals.find(id).filter(AccessFacts.Principal::active).map(it -> seeing(it, at));
  }

  private Seeing seeing(AccessFacts.Principal it, Instant at) {
    var sight = Sight.of(it.grants(), EndpointRule.READERS, at).and(delegated.of(it.id(), at));
    return new Seeing(new Actor(it.id(), it.kind()), sight);
  }
}
