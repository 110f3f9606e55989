package io.countersign.connectors.spi.ticketing;

import java.time.Instant;

/**
 * A change of one field, as the ticket's own history tells it.
 *
 * @param field by the system's own name
 * @param from empty where it was empty
 * @param to empty where it was emptied
 */
public record FieldChange(String field, String from, String to, TicketUser by, Instant at) {}
