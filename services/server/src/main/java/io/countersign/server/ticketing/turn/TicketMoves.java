package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.Agreement;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.OurField;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.change.ChangeCourse;
import io.countersign.server.ticketing.side.OurSide;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The moves of a ticket into another state. One that its system holds until people there did
 * something is no failure: all else goes on, and it's tried again at each turn.
 */
final class TicketMoves {
  private static final int MOST_WORDS = 300;

  private enum Result {
    MOVED,
    HELD,
    REFUSED,
    FAILED
  }

  private final LinkedTicket ticket;
  private final Ticketing ticketing;
  private final TicketLook look;
  private final TurnFailures failures;

  TicketMoves(LinkedTicket ticket, Ticketing ticketing, TicketLook look, TurnFailures failures) {
    this.ticket = ticket;
    this.ticketing = ticketing;
    this.look = look;
    this.failures = failures;
  }

  /** The mapped fields that are the ticket's state there. */
  private Stream<String> states() {
    return ticket.rule().fields().stream()
        .filter(it -> it.remote().equals(FieldRule.STATE))
        .map(it -> it.rule().field());
  }

  /** Whether something is held there, to be tried again at a later time. */
  boolean isHeld() {
    var known = ticket.state();
    return states().anyMatch(it -> known.field(it).isHeld());
  }

  private boolean isHeld(String field, OurField ours) {
    return ticket.state().field(field).isHeld(ours.value());
  }

  /**
   * Tries again what was held there.
   *
   * @return false where the turn ends by that
   */
  boolean triedAgain() {
    if (!isHeld()) {
      return true;
    }
    var side = ticket.side();
    var refused = new RefusedFields(ticket);
    for (var field : states().toList()) {
      var ours = Objects.requireNonNull(side.fields().get(field));
      var to = state(side, field);
      if (to.isPresent() && isHeld(field, ours)) {
        var result = moved(field, to.get(), ours, refused);
        if (result == Result.FAILED || (result != Result.HELD && !look.looked())) {
          return false;
        }
      }
    }
    refused.leave();
    return true;
  }

  /**
   * Moves it to where ours is by now, where that is among what is written.
   *
   * @param refused where a move goes that isn't to be had
   * @return false where it failed
   */
  boolean moved(OurSide side, Set<String> written, RefusedFields refused) {
    return states()
        .filter(written::contains)
        .allMatch(
            it ->
                state(side, it)
                    .map(
                        to -> moved(it, to, Objects.requireNonNull(side.fields().get(it)), refused))
                    .filter(result -> result == Result.FAILED)
                    .isEmpty());
  }

  /** Empty where no state is called so. */
  static Optional<TicketState> state(OurSide side, String field) {
    var text = side.written().getOrDefault(field, "");
    return Arrays.stream(TicketState.values()).filter(it -> it.name().equals(text)).findFirst();
  }

  private Result moved(String field, TicketState to, OurField ours, RefusedFields refused) {
    return switch (asked(to, ours)) {
      case Outcome.Ok<Ticket> _ -> Result.MOVED;
      case Outcome.Failed<Ticket> it when it.code() == FailureCode.WAITING ->
          held(field, it.message());
      case Outcome.Failed<Ticket> it
          when it.code() == FailureCode.REFUSED && to == TicketState.CANCELLED ->
          ended(field, ours, refused);
      case Outcome.Failed<Ticket> failed -> failed(field, failed, refused);
    };
  }

  private Outcome<Ticket> asked(TicketState to, OurField ours) {
    boolean submits = to == TicketState.NEW && ours.value().equals(ChangeCourse.REQUESTED);
    return submits && ticket.rule().kind().equals(TicketRule.CHANGE)
        ? ticketing.submit(ticket.reference())
        : ticketing.transition(ticket.reference(), to);
  }

  private Result held(String field, String why) {
    var awaits = TextLimit.cut(TextRedaction.text(why), MOST_WORDS);
    ticket.send(new TicketCommand.HoldWrite(ticket.link(), field, awaits));
    return Result.HELD;
  }

  /** Where nothing there means cancelled, it's ended as what is done; its result says the rest. */
  private Result ended(String field, OurField ours, RefusedFields refused) {
    var agreed = ticket.state().field(field).agreed();
    var intent =
        new TicketCommand.IntendWrite(
            ticket.link(),
            Map.of(field, new Agreement(ours.value(), TicketState.RESOLVED.name())),
            agreed == null ? Map.of() : Map.of(field, agreed),
            look.readUpTo());
    if (!ticket.isDone(intent)) {
      return Result.MOVED;
    }
    return switch (ticketing.transition(ticket.reference(), TicketState.RESOLVED)) {
      case Outcome.Ok<Ticket> _ -> Result.MOVED;
      case Outcome.Failed<Ticket> failed -> failed(field, failed, refused);
    };
  }

  private Result failed(String field, Outcome.Failed<Ticket> failed, RefusedFields refused) {
    if (TurnFailures.isRefusal(failed)) {
      refused.add(Set.of(field), failed);
      return Result.REFUSED;
    }
    failures.failed(failed);
    return Result.FAILED;
  }
}
