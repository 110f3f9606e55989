package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.Reference;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketObservation;
import io.countersign.domain.ticketing.TicketSight;
import io.countersign.ledger.Blob;
import java.time.Instant;
import java.util.stream.Collectors;

/** The look at a ticket: what is read of it becomes known here. For one thread. */
final class TicketLook {
  private final LinkedTicket ticket;
  private final Ticketing ticketing;
  private final Inward inward;
  private final TurnFailures failures;
  private Instant readUpTo = Instant.EPOCH;
  private boolean behind;

  TicketLook(LinkedTicket ticket, Ticketing ticketing, Inward inward, TurnFailures failures) {
    this.ticket = ticket;
    this.ticketing = ticketing;
    this.inward = inward;
    this.failures = failures;
  }

  /** When the last change was made of those that were read. */
  Instant readUpTo() {
    return readUpTo;
  }

  /** Whether more comments were read than are taken at once. */
  boolean isBehind() {
    return behind;
  }

  /**
   * @return false where it failed
   */
  boolean looked() {
    var reading = new TicketReading(ticketing, ticket.link(), ticket.rule());
    var reference = ticket.reference();
    return switch (reading.of(reference)) {
      case Outcome.Ok<TicketReading.Read>(var read) -> {
        observe(read);
        readPlan(reference);
        yield true;
      }
      case Outcome.Failed<TicketReading.Read> failed -> {
        failures.failed(failed);
        yield false;
      }
    };
  }

  private void observe(TicketReading.Read read) {
    var sight = read.sight();
    var rule = ticket.rule();
    readUpTo = sight.changes().isEmpty() ? Instant.EPOCH : sight.changes().getLast().at();
    ticket.send(
        new TicketCommand.ObserveTicket(
            ticket.link(), sight, ticket.side().fields(), rule.rules(), rule.onClosed()),
        unseen(read));
    behind = !ticket.state().unseen(sight).isEmpty();
  }

  /** Of the comments' texts, those that this reading can make known. */
  private Blob[] unseen(TicketReading.Read read) {
    var texts =
        ticket.state().unseen(read.sight()).stream()
            .limit(TicketObservation.MOST_WAITING)
            .map(TicketSight.Comment::text)
            .collect(Collectors.toSet());
    return read.blobs().stream().filter(it -> texts.contains(it.ref())).toArray(Blob[]::new);
  }

  /** What people there planned and said. */
  private void readPlan(Reference reference) {
    if (ticket.rule().isOfChanges()) {
      inward.change(ticket.link(), ticketing, reference);
    }
  }
}
