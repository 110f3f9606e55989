package io.countersign.server.ticketing.outage;

import io.countersign.domain.ticketing.TicketSystemEvent;
import io.countersign.domain.ticketing.TicketSystemEvent.CaughtUp;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts about ticket systems that were away. */
@Component
final class OutageEventTexts implements EventTexts<TicketSystemEvent> {
  @Override
  public Class<TicketSystemEvent> vocabulary() {
    return TicketSystemEvent.class;
  }

  @Override
  public String text(TicketSystemEvent event) {
    return switch (event) {
      case CaughtUp e -> told(e);
    };
  }

  /** All of it, in one line. */
  static String told(CaughtUp e) {
    return away(e) + "; " + done(e);
  }

  static String away(CaughtUp e) {
    return "%s was away from %s to %s (%s)"
        .formatted(e.system(), Phrases.time(e.beganAt()), Phrases.time(e.endedAt()), e.code());
  }

  static String done(CaughtUp e) {
    return ("of %s tickets that waited each had its turn: %s changes of theirs taken, %s fields"
            + " agreed on, %s comments written, %s conflicts, %s tickets that need somebody")
        .formatted(e.tickets(), e.taken(), e.written(), e.said(), e.conflicts(), e.stuck());
  }
}
