package io.countersign.server.ticketing;

import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.server.intake.SourceShortcomings;
import io.countersign.server.ticketing.outage.OutageWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The net under deliveries: each system is asked for what changed since it was asked last, by one
 * server at a time, with an overlap. What changed is only a hint; the loop reads the ticket.
 */
@Component
final class TicketPolling {
  private static final Duration OVERLAP = Duration.ofMinutes(5);
  private static final Duration CLAIM = Duration.ofMinutes(2);
  private static final int MOST_PAGES = 100;

  /** Of what somebody asked for: it has no next time to go on. */
  private static final int MOST_BACK = 10_000;

  private final TicketRules rules;
  private final TicketPolls polls;
  private final ChangedTickets tickets;
  private final TicketHints hints;
  private final OutageWatch outages;
  private final SourceShortcomings shortcomings;
  private final InstantSource clock;

  TicketPolling(
      TicketRules rules,
      TicketPolls polls,
      ChangedTickets tickets,
      TicketHints hints,
      OutageWatch outages,
      SourceShortcomings shortcomings,
      InstantSource clock) {
    this.rules = rules;
    this.polls = polls;
    this.tickets = tickets;
    this.hints = hints;
    this.outages = outages;
    this.shortcomings = shortcomings;
    this.clock = clock;
  }

  /**
   * Asks one system, unless another server does.
   *
   * @return false where another one does, who may have begun too early
   */
  boolean poll(String system) {
    var now = clock.instant();
    var ticketing = rules.connection(system);
    if (ticketing.isEmpty()) {
      return true;
    }
    var claim = polls.claim(system, now.plus(CLAIM), now);
    claim.ifPresent(it -> poll(ticketing.get(), it, now));
    outages.tell(system);
    outages.report(system);
    return claim.isPresent();
  }

  private void poll(Ticketing ticketing, long claim, Instant now) {
    var system = ticketing.name();
    var cursor = polls.cursor(system).orElseGet(() -> ticketing.cursorAt(now.minus(OVERLAP)));
    boolean failed = outages.isFailing(system);
    var read =
        tickets.read(
            ticketing,
            cursor,
            link -> changed(link, failed),
            MOST_PAGES,
            upTo -> isOurs(system, claim, upTo, clock.instant()));
    outages.polled(system, claim, failed, read.failure(), hints::changed);
    var passedOver = read.unreadable();
    shortcomings.answered(
        system,
        "tickets that changed",
        passedOver == 0 ? "" : passedOver + " can't be read by its account");
    shortcomings.answered(
        system, "all that changed", read.behind() ? "more than is read at once: goes on" : "");
    outages.drained(system);
  }

  /**
   * @param failed whether its system did until now: then it counts among those that waited
   */
  private void changed(TicketLinkId link, boolean failed) {
    if (failed) {
      outages.noteWaiting(link);
    }
    hints.changed(link);
  }

  /** Each page takes its time, and nobody else begins in between. */
  private boolean isOurs(String system, long claim, String upTo, Instant now) {
    return polls.polled(system, claim, upTo, now.plus(CLAIM), now);
  }

  /**
   * Everything since then is looked at again.
   *
   * @param wake false only counts
   * @return how many tickets of ours were changed there
   */
  int backfill(Ticketing ticketing, Instant since, boolean wake) {
    Consumer<TicketLinkId> changed = wake ? hints::changed : _ -> {};
    return tickets
        .read(ticketing, ticketing.cursorAt(since), changed, MOST_BACK, _ -> true)
        .found();
  }
}
