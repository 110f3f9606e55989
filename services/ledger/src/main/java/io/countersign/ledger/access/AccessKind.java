package io.countersign.ledger.access;

import io.countersign.domain.access.Access;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.decision.AccessDecider;
import io.countersign.ledger.axon.AggregateKind;

/** Principals as a kind of aggregate. */
public final class AccessKind {
  public static final AggregateKind<Access, AccessCommand, AccessEvent> KIND =
      new AggregateKind<>(
          "access",
          "5",
          AccessCommand.class,
          AccessEvent.class,
          Access.class,
          Access.initial(),
          AccessDecider::decide,
          Access::evolve,
          event -> event.principal().value());

  private AccessKind() {}
}
