package io.countersign.connectors.spi.ticketing;

import java.util.List;

/**
 * A page of tickets that were changed.
 *
 * @param tickets as they are now, the one that was changed first to begin with; each once
 * @param cursor where to go on: opaque, at most 5,000 characters, no secret
 * @param more whether there are more to be had at once
 * @param unreadable how many more were passed over, since the account may not read all of them: one
 *     of them would hold up all others
 */
public record TicketChanges(List<Ticket> tickets, String cursor, boolean more, int unreadable) {
  public TicketChanges {
    tickets = List.copyOf(tickets);
  }
}
