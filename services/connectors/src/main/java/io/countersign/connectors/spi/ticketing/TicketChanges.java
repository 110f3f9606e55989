package io.countersign.connectors.spi.ticketing;

import java.util.List;

/**
 * A page of tickets that were changed.
 *
 * @param tickets as they are now, the one that was changed first to begin with; each once
 * @param cursor where to go on: opaque, at most 500 characters, no secret
 * @param more whether there are more to be had at once
 */
public record TicketChanges(List<Ticket> tickets, String cursor, boolean more) {
  public TicketChanges {
    tickets = List.copyOf(tickets);
  }
}
