package io.countersign.server.ticketing.turn;

import io.countersign.domain.ticketing.FieldState;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketCourse.Step;
import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import io.countersign.domain.ticketing.TicketLink;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One turn of a linked ticket's loop: read, take, write, say, until nothing is left or it fails.
 */
final class TicketTurn {
  private static final int MOST_STEPS = 100;

  /** What is held there is tried again when something is heard of it, and so often. */
  private static final Duration HELD = Duration.ofHours(1);

  private final LinkedTicket ticket;
  private final Inward inward;
  private final TicketLook look;
  private final TicketCreation creation;
  private final TicketMoves moves;
  private final TicketWriting writing;
  private final TicketTelling telling;

  TicketTurn(
      LinkedTicket ticket,
      Inward inward,
      TicketLook look,
      TicketCreation creation,
      TicketMoves moves,
      TicketWriting writing,
      TicketTelling telling) {
    this.ticket = ticket;
    this.inward = inward;
    this.look = look;
    this.creation = creation;
    this.moves = moves;
    this.writing = writing;
    this.telling = telling;
  }

  /** How long until it's looked at again whatever happens; empty where only what happens counts. */
  Optional<Duration> run() {
    var health = ticket.state().health();
    if (health.halted() || isHeld(health) || ticket.state().wanted() == null) {
      return wait(ticket.next());
    }
    if (ticket.state().reference() == null || (look.looked() && moves.triedAgain())) {
      steps();
    }
    recovered();
    var due = wait(ticket.next());
    return due.isEmpty() && moves.isHeld() ? Optional.of(HELD) : due;
  }

  private boolean isHeld(TicketLink.Health health) {
    var nextAt = health.nextAt();
    return nextAt != null && nextAt.isAfter(ticket.now());
  }

  /** What failed before works once a turn came to its end. */
  private void recovered() {
    var health = ticket.state().health();
    boolean failed = health.tries() > 0 && !health.halted() && !health.unreachable();
    if (failed && ticket.next() instanceof Step.Rest && !isHeld(health)) {
      ticket.send(new TicketCommand.RecoverTicket(ticket.link(), Set.of()));
    }
  }

  private void steps() {
    for (int i = 0; i < MOST_STEPS; i++) {
      var step = ticket.next();
      boolean rests = step instanceof Step.Rest;
      if (rests ? !look.isBehind() || !look.looked() : !performed(step)) {
        return;
      }
    }
  }

  private Optional<Duration> wait(Step step) {
    var now = ticket.now();
    return switch (step) {
      case Step.Rest(var until, _) ->
          Optional.ofNullable(
                  until == null && look.isBehind() ? now.plus(TurnFailures.FIRST) : until)
              .map(it -> Duration.between(now, it))
              .filter(it -> !it.isNegative());
      case Step.Create _,
          Step.Look _,
          Step.Take _,
          Step.Note _,
          Step.Write _,
          Step.Leave _,
          Step.Say _ ->
          Optional.of(TurnFailures.FIRST);
    };
  }

  private boolean performed(Step step) {
    return switch (step) {
      case Step.Create _ -> creation.created();
      case Step.Look _ -> look.looked();
      case Step.Take(var field, var change) -> taken(field, change);
      case Step.Note(var comment) -> noted(comment);
      case Step.Write it -> writing.written(it);
      case Step.Leave it -> left(it);
      case Step.Say(var key) -> telling.said(key);
      case Step.Rest _ -> false;
    };
  }

  private boolean left(Step.Leave it) {
    ticket.send(
        new TicketCommand.LeaveField(
            ticket.link(), it.field(), it.wanted(), it.from(), it.why(), ""));
    return true;
  }

  private boolean taken(String field, FieldState.Waiting change) {
    var why = inward.take(ticket.link(), ticket.rule(), field, change);
    var ours = Objects.requireNonNull(ticket.side().fields().get(field)).value();
    ticket.send(new TicketCommand.TakeChange(ticket.link(), field, ours, why.isEmpty(), why));
    return true;
  }

  private boolean noted(CommentReceived comment) {
    boolean byPerson = inward.note(ticket.link(), comment);
    ticket.send(new TicketCommand.TakeComment(ticket.link(), comment.comment(), byPerson));
    return true;
  }
}
