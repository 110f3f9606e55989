package io.countersign.ledger.access.identity;

import io.countersign.domain.access.identity.Identity;
import io.countersign.domain.access.identity.IdentityCommand;
import io.countersign.domain.access.identity.IdentityDecider;
import io.countersign.domain.access.identity.IdentityEvent;
import io.countersign.ledger.axon.AggregateKind;

/** Identities as a kind of aggregate. */
public final class IdentityKind {
  public static final AggregateKind<Identity, IdentityCommand, IdentityEvent> KIND =
      new AggregateKind<>(
          "identity",
          "1",
          IdentityCommand.class,
          IdentityEvent.class,
          Identity.class,
          Identity.initial(),
          IdentityDecider::decide,
          Identity::evolve,
          event -> event.identity().value());

  private IdentityKind() {}
}
