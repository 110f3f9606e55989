package io.countersign.ledger.ticketing;

import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketDecider;
import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.ledger.axon.AggregateKind;

/** A linked ticket as a kind of aggregate. */
public final class TicketKind {
  public static final AggregateKind<TicketLink, TicketCommand, TicketEvent> KIND =
      new AggregateKind<>(
          "ticket",
          "4",
          TicketCommand.class,
          TicketEvent.class,
          TicketLink.class,
          TicketLink.NONE,
          TicketDecider::decide,
          TicketLink::evolve,
          event -> event.link().aggregate());

  private TicketKind() {}
}
