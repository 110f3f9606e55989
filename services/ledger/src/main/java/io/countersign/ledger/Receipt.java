package io.countersign.ledger;

import io.countersign.domain.Answer;
import io.countersign.domain.Event;
import java.util.List;

/**
 * The answer to a caller, once it's durable.
 *
 * @param position a view that has come as far shows what was done; the last event's, or the
 *     ledger's head when there was none
 * @param events what was recorded, in order; a submission sent twice gets those of the first time
 */
public record Receipt(Answer answer, long position, List<Event> events) {
  public Receipt {
    events = List.copyOf(events);
  }
}
