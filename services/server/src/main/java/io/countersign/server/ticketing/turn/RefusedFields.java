package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.ticketing.NotTaken;
import io.countersign.domain.ticketing.TicketCommand;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fields that a ticket system declined in one turn, which keep back nothing else. */
final class RefusedFields {
  private final LinkedTicket ticket;
  private final Map<String, String> reasons = new TreeMap<>();

  RefusedFields(LinkedTicket ticket) {
    this.ticket = ticket;
  }

  /**
   * @return true, as for what was answered
   */
  boolean add(Set<String> fields, Outcome.Failed<?> failed) {
    fields.forEach(it -> reasons.put(it, TurnFailures.reason(failed)));
    return true;
  }

  /** Leaves them as they stand there, once that was looked at. */
  void leave() {
    reasons.forEach(this::leave);
  }

  /** Unless it got there all the same, or something happened meanwhile. */
  private void leave(String field, String reason) {
    var known = ticket.state().field(field);
    var intent = known.intent();
    var agreed = known.agreed();
    if (intent != null && agreed != null) {
      ticket.send(
          new TicketCommand.LeaveField(
              ticket.link(), field, intent.after(), agreed, NotTaken.REFUSED, reason));
    }
  }
}
