package io.countersign.ledger.access.link;

import io.countersign.domain.access.link.LinkCommand;
import io.countersign.domain.access.link.LinkDecider;
import io.countersign.domain.access.link.LinkEvent;
import io.countersign.domain.access.link.LinkState;
import io.countersign.ledger.axon.AggregateKind;

/** Links of accounts as a kind of aggregate. */
public final class LinkKind {
  public static final AggregateKind<LinkState, LinkCommand, LinkEvent> KIND =
      new AggregateKind<>(
          "account-link",
          "2",
          LinkCommand.class,
          LinkEvent.class,
          LinkState.class,
          LinkState.initial(),
          LinkDecider::decide,
          LinkState::evolve,
          event -> event.link().value());

  private LinkKind() {}
}
