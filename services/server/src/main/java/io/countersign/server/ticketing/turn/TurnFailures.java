package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.ledger.ticketing.TicketPolls;
import java.time.Duration;
import java.time.Instant;

/** The failures at which a turn ends, put on record with when it's tried again. */
final class TurnFailures {
  /** The first pause; each that follows is twice as long. */
  static final Duration FIRST = Duration.ofSeconds(15);

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int MOST_DOUBLED = 10;
  private static final int MOST_REASON = 300;

  private final LinkedTicket ticket;
  private final TicketPolls polls;
  private final TurnPace pace;

  TurnFailures(LinkedTicket ticket, TicketPolls polls, TurnPace pace) {
    this.ticket = ticket;
    this.polls = polls;
    this.pace = pace;
  }

  /** It waits for a person: trying again can't help. */
  void halted(String why) {
    ticket.send(
        new TicketCommand.RecordFailure(
            ticket.link(), FailureCode.REFUSED.name(), why, false, null));
  }

  void failed(Outcome.Failed<?> failed) {
    if (failed.category() == FailureCategory.INSUFFICIENT_RESOURCES) {
      hold(ticket.now().plus(longer(FIRST, failed.retryAfter())));
    }
    ticket.send(
        new TicketCommand.RecordFailure(
            ticket.link(),
            failed.code().name(),
            reason(failed),
            failed.code() == FailureCode.NOT_FOUND,
            isTriedAgain(failed) ? ticket.now().plus(pause(failed)) : null));
  }

  /** Whether what was asked for was declined, so that the same again is in vain. */
  static boolean isRefusal(Outcome.Failed<?> failed) {
    return failed.code() == FailureCode.REFUSED && failed.category() == FailureCategory.USER;
  }

  /** What the system said, as it may stand in the record. */
  static String reason(Outcome.Failed<?> failed) {
    return TextLimit.cut(TextRedaction.text(failed.message()), MOST_REASON);
  }

  private void hold(Instant until) {
    pace.hold(ticket.link().system(), until);
    polls.hold(ticket.link().system(), until);
  }

  private static boolean isTriedAgain(Outcome.Failed<?> failed) {
    return failed.category().retryable()
        || failed.code() == FailureCode.NOT_FOUND
        || failed.code() == FailureCode.UNAUTHORISED;
  }

  private Duration pause(Outcome.Failed<?> failed) {
    int tries = Math.min(ticket.state().health().tries(), MOST_DOUBLED);
    var pause = FIRST.multipliedBy(1L << tries);
    var next = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    return longer(next, failed.retryAfter());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
