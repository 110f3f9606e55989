package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.ticketing.side.IncidentSide;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The turns of linked tickets, each from what is known of the ticket as it begins. */
@Component
public final class TicketTurns {
  private final Ledger ledger;
  private final TicketLinks links;
  private final TicketPolls polls;
  private final SystemCommands commands;
  private final IncidentSide sides;
  private final Inward inward;
  private final TurnPace pace;

  public TicketTurns(
      Ledger ledger,
      TicketLinks links,
      TicketPolls polls,
      SystemCommands commands,
      IncidentSide sides,
      Inward inward,
      TurnPace pace) {
    this.ledger = ledger;
    this.links = links;
    this.polls = polls;
    this.commands = commands;
    this.sides = sides;
    this.inward = inward;
    this.pace = pace;
  }

  /**
   * Has a ticket take its turn.
   *
   * @return how long until it's looked at again whatever happens; empty where only what happens
   *     counts
   */
  public Optional<Duration> run(Ticketing ticketing, TicketRule rule, TicketLinkId link) {
    var ticket = new LinkedTicket(ledger, commands, sides, rule, link);
    var failures = new TurnFailures(ticket, polls, pace);
    var look = new TicketLook(ticket, ticketing, inward, failures);
    var creation = new TicketCreation(ticket, ticketing, links, look, failures);
    var moves = new TicketMoves(ticket, ticketing, look, failures);
    var writing = new TicketWriting(ticket, ticketing, look, moves, failures);
    var telling = new TicketTelling(ticket, ticketing, failures);
    return new TicketTurn(ticket, inward, look, creation, moves, writing, telling).run();
  }
}
