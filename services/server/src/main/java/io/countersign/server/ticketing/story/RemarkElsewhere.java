package io.countersign.server.ticketing.story;

import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.domain.Reference;
import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.server.incident.ticket.TicketKey;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's words on the ticket of another system, as they are said on this one: where both are of
 * one incident, who works on either reads both.
 *
 * @param person the name; null where nobody here is linked to the account
 * @param ticket the other ticket; null where it isn't known any more
 */
public record RemarkElsewhere(
    TicketLinkId link,
    @Nullable String person,
    @Nullable Reference ticket,
    boolean internal,
    Instant at,
    String text) {
  /** The wire name of the events that it's made of. */
  public static final String TYPE = "ticketing.comment-received";

  /** As codes that link accounts are shown: whoever reads one could use it. */
  private static final Pattern CODE =
      Pattern.compile("(?<![\\w-])[A-HJ-NP-Z2-9]{4}(?:-[A-HJ-NP-Z2-9]{4}){2}(?![\\w-])");

  /**
   * Whether it's to be said on a ticket. What is said of a plan's change request stays there, and
   * what was said in the same system is read there.
   */
  public static boolean isFor(TicketLinkId link, CommentReceived said) {
    return link.isIncident()
        && said.link().isIncident()
        && !said.link().system().equals(link.system());
  }

  /** As it is told there. */
  public String words() {
    var who =
        PlainText.line(person == null ? "Somebody whose account isn't linked here" : person)
            + " said on "
            + PlainText.line(name())
            + (internal ? ", internally" : "");
    return Quotation.of(who, at, CODE.matcher(text).replaceAll("[code]"));
  }

  /** The system, and the ticket as people there call it, or else its address. */
  private String name() {
    if (ticket == null) {
      return link.system();
    }
    return link.system() + " " + TicketKey.of(ticket.url()).orElse(ticket.url());
  }
}
