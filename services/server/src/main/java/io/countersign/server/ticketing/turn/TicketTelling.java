package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.server.ticketing.story.Saying;

/** The comments by which a ticket is told of its incident. */
final class TicketTelling {
  private static final String GOES_ON =
      "This ticket was ended, and its incident goes on: it isn't verified that the fault is gone.";

  private final LinkedTicket ticket;
  private final Ticketing ticketing;
  private final TurnFailures failures;

  TicketTelling(LinkedTicket ticket, Ticketing ticketing, TurnFailures failures) {
    this.ticket = ticket;
    this.ticketing = ticketing;
    this.failures = failures;
  }

  /**
   * Only those who work on the ticket see it: what is private here stays so there. A secret that
   * somebody wrote into a note goes no further.
   *
   * @return false where it failed
   */
  boolean said(String key) {
    var text = PlainText.of(TextRedaction.text(text(key)));
    var comment = new TicketComment(text, Visibility.INTERNAL);
    if (ticketing.comment(ticket.reference(), key, comment) instanceof Outcome.Failed<?> failed) {
      failures.failed(failed);
      return false;
    }
    ticket.send(new TicketCommand.PostedComment(ticket.link(), key));
    return true;
  }

  private String text(String key) {
    if (TicketLink.isClosing(key)) {
      return GOES_ON;
    }
    return ticket.side().sayings().stream()
        .filter(it -> it.key().equals(key))
        .map(Saying::text)
        .findFirst()
        .orElse("");
  }
}
