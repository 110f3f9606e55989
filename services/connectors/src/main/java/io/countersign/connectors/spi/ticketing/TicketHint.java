package io.countersign.connectors.spi.ticketing;

import java.util.Optional;

/**
 * A hint that a ticket was changed. Its content isn't believed: the ticket is read again.
 *
 * @param ticket the system's own id of the ticket; empty where the delivery doesn't say which
 * @param delivery the same when it's delivered again
 */
public record TicketHint(Optional<String> ticket, String delivery) {}
