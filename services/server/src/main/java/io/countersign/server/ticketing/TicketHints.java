package io.countersign.server.ticketing;

import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.ticketing.TicketLinks;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The notes of tickets that may have been changed there. Whoever is told so notes it and answers;
 * what is noted is taken up by itself soon after. A ticket's loop is due as soon as it's noted, so
 * that nothing is lost with the process but a second or two.
 */
@Component
final class TicketHints {
  private static final int MOST = 10_000;

  private final TicketLinks links;
  private final InstantSource clock;
  private final Set<TicketLinkId> changed = ConcurrentHashMap.newKeySet();
  private final Set<String> unread = ConcurrentHashMap.newKeySet();

  TicketHints(TicketLinks links, InstantSource clock) {
    this.links = links;
    this.clock = clock;
  }

  /** A ticket was changed, however often it's told. */
  void changed(TicketLinkId link) {
    links.touch(link, clock.instant());
    if (changed.size() < MOST) {
      changed.add(link);
    }
  }

  /** Something was changed in a system that is configured. */
  void unread(String system) {
    unread.add(system);
  }

  /**
   * Takes up all that was noted until now.
   *
   * @param read whether it was read; else it stays noted
   */
  void take(Predicate<String> read, Consumer<TicketLinkId> wake) {
    for (var system : List.copyOf(unread)) {
      unread.remove(system);
      if (!read.test(system)) {
        unread.add(system);
      }
    }
    for (var link : List.copyOf(changed)) {
      changed.remove(link);
      wake.accept(link);
    }
  }
}
