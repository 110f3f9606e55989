package io.countersign.server.ticketing.turn;

import io.countersign.domain.Answer;
import io.countersign.domain.Reference;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketCourse;
import io.countersign.domain.ticketing.TicketCourse.Step;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.ticketing.side.IncidentSide;
import io.countersign.server.ticketing.side.OurSide;
import io.countersign.server.ticketing.story.IncidentStory;
import java.time.Instant;
import java.util.Objects;

/**
 * One linked ticket as it's known here while its turn goes on: what is on record, and what is to
 * be. For one thread.
 */
final class LinkedTicket {
  private final Ledger ledger;
  private final SystemCommands commands;
  private final IncidentSide sides;
  private final TicketRule rule;
  private final TicketLinkId link;
  private final IncidentStory story;

  LinkedTicket(
      Ledger ledger,
      SystemCommands commands,
      IncidentSide sides,
      TicketRule rule,
      TicketLinkId link) {
    this.ledger = ledger;
    this.commands = commands;
    this.sides = sides;
    this.rule = rule;
    this.link = link;
    this.story = sides.story(link, rule);
  }

  TicketLinkId link() {
    return link;
  }

  TicketRule rule() {
    return rule;
  }

  /** As it is now; of its story only what is new is read at each step. */
  OurSide side() {
    return sides.of(link, rule, story);
  }

  TicketLink state() {
    return ledger.ticket(link);
  }

  /** The system's own id of it, once it was created. */
  Reference reference() {
    return Objects.requireNonNull(state().reference());
  }

  Step next() {
    var side = side();
    return TicketCourse.next(state(), side.fields(), rule.rules(), side.keys(), now());
  }

  Instant now() {
    return commands.now();
  }

  /** Whether it isn't refused. */
  boolean isDone(TicketCommand command) {
    return !(commands.send(command, link.holder()) instanceof Answer.Refused);
  }

  void send(TicketCommand command, Blob... blobs) {
    var _ = commands.send(command, link.holder(), blobs);
  }
}
