package io.countersign.server.ticketing.outage;

import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.ticketing.TicketEvent.AttemptFailed;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.domain.ticketing.TicketSystemEvent.CaughtUp;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.process.OnceOnly;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.automation.Automation;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.config.Connections;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that tells people what was done once a ticket system was back, and of each ticket
 * that waits for one of them.
 */
@Component
final class OutageNotices implements Automation {
  private final Ledger ledger;
  private final Connections connections;
  private final NoticeDelivery delivery;
  private final TicketLinks links;

  OutageNotices(
      Ledger ledger, Connections connections, NoticeDelivery delivery, TicketLinks links) {
    this.links = links;
    this.ledger = ledger;
    this.connections = connections;
    this.delivery = delivery;
  }

  @Override
  public void begin(String url) {
    connections.notifiers().forEach(it -> register(it, url));
  }

  void register(ApprovalNotifier notifier, String address) {
    ledger.automationTelling(
        "notify-tickets-" + notifier.name(),
        Set.of(CaughtUp.class, AttemptFailed.class),
        notifier.timeout(),
        (recorded, once) -> tell(recorded, once, notifier, address));
  }

  private void tell(
      RecordedEvent recorded, OnceOnly once, ApprovalNotifier notifier, String address) {
    switch (recorded.event()) {
      case CaughtUp event ->
          delivery.tell(notifier, notice(event, recorded, address), recorded, event.system(), once);
      case AttemptFailed event when event.nextAt() == null && isHalted(event.link()) ->
          delivery.tell(
              notifier, notice(event, recorded, address), recorded, event.link().value(), once);
      default -> {
        // it's tried again, or somebody had it tried again meanwhile
      }
    }
  }

  private boolean isHalted(TicketLinkId link) {
    var health = ledger.ticket(link).health();
    return health.halted() && !health.isPaused();
  }

  /** To whom the routes of its incident name. */
  private Notice notice(AttemptFailed event, RecordedEvent recorded, String address) {
    var link = event.link();
    var incident = link.isIncident() ? link.holder() : links.incidentOf(link.holder()).orElse("");
    var title = "The ticket %s waits for a person".formatted(link);
    var because =
        "%s %s; once that is mended, countersign sync retry %s %s, or skip"
            .formatted(event.code(), event.reason(), link.system(), link.holder());
    return new Notice(
        Notice.Kind.TICKET_HALTED,
        "",
        incident,
        "",
        "",
        new Notice.Meaning(title, ""),
        because,
        address + "/api/v1/sync?holder=" + link.holder(),
        recorded.at());
  }

  private static Notice notice(CaughtUp event, RecordedEvent recorded, String address) {
    return Notice.ofInstallation(
        Notice.Kind.TICKETS_CAUGHT_UP,
        OutageEventTexts.away(event),
        "Since it's back, " + OutageEventTexts.done(event) + ".",
        address + "/api/v1/sync/report",
        recorded.at());
  }
}
