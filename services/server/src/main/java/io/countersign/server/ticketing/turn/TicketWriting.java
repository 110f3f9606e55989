package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketCourse.Step;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.side.OurSide;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The writing of fields to a ticket, and its move into another state. */
final class TicketWriting {
  private final LinkedTicket ticket;
  private final Ticketing ticketing;
  private final TicketLook look;
  private final TicketMoves moves;
  private final TurnFailures failures;

  TicketWriting(
      LinkedTicket ticket,
      Ticketing ticketing,
      TicketLook look,
      TicketMoves moves,
      TurnFailures failures) {
    this.moves = moves;
    this.ticket = ticket;
    this.ticketing = ticketing;
    this.look = look;
    this.failures = failures;
  }

  /**
   * Where it's refused, something happened meanwhile: what is next is worked out anew.
   *
   * @return false where the turn ends by that
   */
  boolean written(Step.Write step) {
    var written = step.values().keySet();
    var side = ticket.side();
    if (states(written).anyMatch(it -> TicketMoves.state(side, it.rule().field()).isEmpty())) {
      failures.halted(
          "transform gives no state of a ticket, one of " + List.of(TicketState.values()));
      return false;
    }
    if (!ticket.isDone(
        new TicketCommand.IntendWrite(
            ticket.link(), step.values(), step.from(), look.readUpTo()))) {
      return true;
    }
    var refused = new RefusedFields(ticket);
    boolean answered =
        updated(fields(side, written), refused)
            && moves.moved(side, written, refused)
            && look.looked();
    if (answered) {
      refused.leave();
    }
    return answered;
  }

  /**
   * All at once; where that is refused, each by itself, so that one doesn't keep back the others.
   *
   * @param refused where those go that it doesn't take
   */
  private boolean updated(Map<String, String> fields, RefusedFields refused) {
    return switch (fields.isEmpty() ? Outcome.ok(true) : update(fields)) {
      case Outcome.Ok<?> _ -> true;
      case Outcome.Failed<?> failed when TurnFailures.isRefusal(failed) ->
          fields.size() == 1
              ? refused.add(fields.keySet(), failed)
              : fields.entrySet().stream()
                  .allMatch(it -> updated(Map.of(it.getKey(), it.getValue()), refused));
      case Outcome.Failed<?> failed -> hasFailed(failed);
    };
  }

  private Outcome<?> update(Map<String, String> fields) {
    var there = new HashMap<String, String>();
    for (var mapping : ticket.rule().fields()) {
      var text = fields.get(mapping.rule().field());
      if (text != null) {
        there.put(mapping.remote(), text);
      }
    }
    return ticketing.update(ticket.reference(), there);
  }

  private boolean hasFailed(Outcome.Failed<?> failed) {
    failures.failed(failed);
    return false;
  }

  /** What is written into the fields there, by our names. */
  private Map<String, String> fields(OurSide side, Set<String> written) {
    var fields = new HashMap<String, String>();
    for (var mapping : ticket.rule().fields()) {
      var name = mapping.rule().field();
      if (written.contains(name) && !mapping.remote().equals(FieldRule.STATE)) {
        fields.put(name, side.written().getOrDefault(name, ""));
      }
    }
    return fields;
  }

  private Stream<TicketRule.Mapping> states(Set<String> written) {
    return ticket.rule().fields().stream()
        .filter(it -> it.remote().equals(FieldRule.STATE))
        .filter(it -> written.contains(it.rule().field()));
  }
}
