package io.countersign.server.remediation.notice;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.automation.Automation;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.config.Connections;
import org.springframework.stereotype.Component;

/** The notices about approvals, to each receiver that is configured. */
@Component
final class ApprovalNotices implements Automation {
  private final Ledger ledger;
  private final Remediations remediations;
  private final Connections connections;
  private final NoticeDelivery delivery;

  ApprovalNotices(
      Ledger ledger, Remediations remediations, Connections connections, NoticeDelivery delivery) {
    this.delivery = delivery;
    this.ledger = ledger;
    this.remediations = remediations;
    this.connections = connections;
  }

  @Override
  public void begin(String url) {
    for (var notifier : connections.notifiers()) {
      WhenApprovalChangedThenNotify.register(ledger, remediations, notifier, delivery, url);
    }
  }
}
