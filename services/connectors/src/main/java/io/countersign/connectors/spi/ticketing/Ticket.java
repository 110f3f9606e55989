package io.countersign.connectors.spi.ticketing;

import io.countersign.domain.Reference;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its system has it.
 *
 * @param reference its id is the one that stays when the ticket is moved
 * @param correlation the key that it was created with; null if it wasn't created by us
 * @param title one line
 * @param state where it stands
 * @param status the system's own word for that
 * @param fields by the system's own names, those that are configured to be read, as text
 * @param revision another one after each change, and the same as long as nothing changed
 * @param updatedAt when it was last changed, by the system's clock
 * @param mergedInto the ticket that people go on with in its place, as far as the system tells;
 *     null for none
 */
public record Ticket(
    Reference reference,
    @Nullable String correlation,
    String title,
    TicketState state,
    String status,
    Map<String, String> fields,
    String revision,
    Instant updatedAt,
    @Nullable Reference mergedInto) {
  public Ticket {
    fields = Map.copyOf(fields);
  }

  /** One that wasn't merged into another. */
  public Ticket(
      Reference reference,
      @Nullable String correlation,
      String title,
      TicketState state,
      String status,
      Map<String, String> fields,
      String revision,
      Instant updatedAt) {
    this(reference, correlation, title, state, status, fields, revision, updatedAt, null);
  }
}
