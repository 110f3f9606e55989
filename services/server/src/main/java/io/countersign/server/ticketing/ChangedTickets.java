package io.countersign.server.ticketing;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketChanges;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.server.ticketing.turn.TurnPace;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The reading of which tickets of ours were changed in a system, page after page. */
@Component
final class ChangedTickets {
  private static final Logger LOG = LoggerFactory.getLogger(ChangedTickets.class);

  private final TicketLinks links;
  private final TicketPolls polls;
  private final TurnPace pace;
  private final InstantSource clock;

  ChangedTickets(TicketLinks links, TicketPolls polls, TurnPace pace, InstantSource clock) {
    this.links = links;
    this.polls = polls;
    this.pace = pace;
    this.clock = clock;
  }

  /**
   * @param unreadable how many were passed over
   * @param failure its code; null where all was read, or there's more than is read at once
   * @param behind whether there's more: the cursor says where it goes on
   */
  record Read(int found, int unreadable, @Nullable String failure, boolean behind) {}

  /**
   * Only a poll moves the cursor: a backfill in between would pass over what it hasn't read.
   *
   * @param mostPages of what is read
   * @param readUpTo whether to go on
   */
  Read read(
      Ticketing ticketing,
      String from,
      Consumer<TicketLinkId> changed,
      int mostPages,
      Predicate<String> readUpTo) {
    var cursor = from;
    int found = 0;
    int unreadable = 0;
    for (int page = 0; page < mostPages; page++) {
      switch (ticketing.changedSince(cursor)) {
        case Outcome.Failed<TicketChanges> failed -> {
          heed(ticketing.name(), failed);
          LOG.warn("{} can't be asked for changes: {}", ticketing.name(), failed.code());
          return new Read(found, unreadable, failed.code().name(), false);
        }
        case Outcome.Ok<TicketChanges>(var changes) -> {
          found += changed(ticketing.name(), changes, changed);
          unreadable += changes.unreadable();
          cursor = changes.cursor();
          if (!readUpTo.test(cursor) || !changes.more()) {
            return new Read(found, unreadable, null, false);
          }
        }
      }
    }
    return new Read(found, unreadable, null, true);
  }

  /** Whoever has no room is left alone by tickets too. */
  private void heed(String system, Outcome.Failed<?> failed) {
    if (failed.category() == FailureCategory.INSUFFICIENT_RESOURCES) {
      var until = clock.instant().plus(failed.retryAfter());
      pace.hold(system, until);
      polls.hold(system, until);
    }
  }

  private int changed(String system, TicketChanges changes, Consumer<TicketLinkId> changed) {
    int found = 0;
    for (var ticket : changes.tickets()) {
      var link = links.find(system, ticket.reference().id());
      if (link.isPresent()) {
        found++;
        changed.accept(link.get());
      }
    }
    return found;
  }
}
