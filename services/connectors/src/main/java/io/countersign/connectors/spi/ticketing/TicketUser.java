package io.countersign.connectors.spi.ticketing;

/**
 * Somebody as a ticket system knows them: no name, no address.
 *
 * @param id the system's own id that never changes: an {@code accountId}, a {@code sys_id}; empty
 *     for somebody who can't be looked up
 */
public record TicketUser(String id) {
  /** Somebody who can't be looked up: nobody's account, and never ours. */
  public static final TicketUser UNSEEN = new TicketUser("");
}
