package io.countersign.ledger.access;

import io.countersign.domain.access.confirmation.Confirmation;
import io.countersign.domain.access.confirmation.ConfirmationCommand;
import io.countersign.domain.access.confirmation.ConfirmationDecider;
import io.countersign.domain.access.confirmation.ConfirmationEvent;
import io.countersign.ledger.axon.AggregateKind;

/** Confirmations as a kind of aggregate. */
public final class ConfirmationKind {
  public static final AggregateKind<Confirmation, ConfirmationCommand, ConfirmationEvent> KIND =
      new AggregateKind<>(
          "confirmation",
          "8",
          ConfirmationCommand.class,
          ConfirmationEvent.class,
          Confirmation.class,
          Confirmation.initial(),
          ConfirmationDecider::decide,
          Confirmation::evolve,
          event -> event.confirmation().value());

  private ConfirmationKind() {}
}
