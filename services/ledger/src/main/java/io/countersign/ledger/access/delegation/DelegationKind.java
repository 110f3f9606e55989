package io.countersign.ledger.access.delegation;

import io.countersign.domain.access.delegation.DelegationCommand;
import io.countersign.domain.access.delegation.DelegationDecider;
import io.countersign.domain.access.delegation.DelegationEvent;
import io.countersign.domain.access.delegation.DelegationState;
import io.countersign.ledger.axon.AggregateKind;

/** Delegations as a kind of aggregate. */
public final class DelegationKind {
  public static final AggregateKind<DelegationState, DelegationCommand, DelegationEvent> KIND =
      new AggregateKind<>(
          "delegation",
          "1",
          DelegationCommand.class,
          DelegationEvent.class,
          DelegationState.class,
          DelegationState.initial(),
          DelegationDecider::decide,
          DelegationState::evolve,
          event -> event.delegation().value());

  private DelegationKind() {}
}
