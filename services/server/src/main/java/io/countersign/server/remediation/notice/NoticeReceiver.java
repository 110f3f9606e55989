package io.countersign.server.remediation.notice;

import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.process.OnceOnly;
import io.countersign.server.automation.NoticeDelivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One receiver of notices, who is told once of each of an event's. */
final class NoticeReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeReceiver.class);

  private final ApprovalNotifier notifier;
  private final NoticeDelivery delivery;
  private final IncidentInbox incidents;

  NoticeReceiver(ApprovalNotifier notifier, NoticeDelivery delivery, Ledger ledger) {
    this.notifier = notifier;
    this.delivery = delivery;
    this.incidents = new IncidentInbox(ledger.dataSource());
  }

  void tell(Notice notice, RecordedEvent recorded, OnceOnly once) {
    delivery.tell(notifier, notice, recorded, part(notice), once);
  }

  void tellUnlessMuted(Notice notice, RecordedEvent recorded, OnceOnly once) {
    if (muted(notice.incident())) {
      LOG.info(
          "{} isn't told of {}: incident {} is muted",
          notifier.name(),
          notice.remediation().isEmpty() ? "it" : notice.remediation(),
          notice.incident());
      delivery.muted(notifier, notice, recorded, part(notice));
    } else {
      tell(notice, recorded, once);
    }
  }

  private boolean muted(String incident) {
    return incidents.find(incident, 0).filter(IncidentInbox.Detail::muted).isPresent();
  }

  private static String part(Notice notice) {
    return notice.incident() + ' ' + notice.remediation();
  }
}
