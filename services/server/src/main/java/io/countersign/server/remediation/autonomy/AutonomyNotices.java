package io.countersign.server.remediation.autonomy;

import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.Event;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookDemoted;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookPromoted;
import io.countersign.domain.remediation.autonomy.AutonomyNews.PromotionEarned;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.process.OnceOnly;
import io.countersign.server.automation.Automation;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.config.Connections;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The notices about what runbooks may do by themselves, to each receiver that is configured: nobody
 * should learn only from what runs, or doesn't, that people aren't asked any more, or are again.
 */
@Component
final class AutonomyNotices implements Automation {
  private final Ledger ledger;
  private final Connections connections;
  private final NoticeDelivery delivery;

  AutonomyNotices(Ledger ledger, Connections connections, NoticeDelivery delivery) {
    this.delivery = delivery;
    this.ledger = ledger;
    this.connections = connections;
  }

  @Override
  public void begin(String url) {
    connections.notifiers().forEach(it -> register(it, url));
  }

  /**
   * @param address where this server is reached by people, without a slash at its end
   */
  void register(ApprovalNotifier notifier, String address) {
    ledger.automationTelling(
        "notify-autonomy-" + notifier.name(),
        Set.of(RunbookPromoted.class, RunbookDemoted.class, PromotionEarned.class),
        notifier.timeout(),
        (recorded, once) -> tell(recorded, once, notifier, address));
  }

  private void tell(
      RecordedEvent recorded, OnceOnly once, ApprovalNotifier notifier, String address) {
    notice(recorded.event(), recorded.at(), address + "/api/v1/runbooks")
        .ifPresent(it -> delivery.tell(notifier, it, recorded, it.meaning().title(), once));
  }

  /** Nobody's name, and nothing that somebody wrote. */
  static Optional<Notice> notice(Event event, Instant at, String url) {
    return switch (event) {
      case RunbookPromoted e ->
          notice(
              Notice.Kind.RUNBOOK_PROMOTED,
              "%s runs unattended in %s until %s, where policy lets it"
                  .formatted(e.runbook(), e.environment(), e.until()),
              "Two persons say so: it was " + e.record().record() + ".",
              url,
              at);
      case RunbookDemoted e ->
          notice(
              Notice.Kind.RUNBOOK_DEMOTED,
              "%s runs unattended in %s no more: people are asked"
                  .formatted(e.runbook(), e.environment()),
              e.failed() == null ? "Somebody ended it." : e.failed() + " failed.",
              url,
              at);
      case PromotionEarned e ->
          notice(
              Notice.Kind.RUNBOOK_EARNED,
              "%s has earned to run unattended in %s".formatted(e.runbook(), e.environment()),
              "It was %s. Approvers and commanders may propose it, and another confirms: countersign runbook promote %s --environment %s."
                  .formatted(e.record().record(), e.runbook(), e.environment()),
              url,
              at);
      default -> Optional.empty();
    };
  }

  private static Optional<Notice> notice(
      Notice.Kind kind, String title, String because, String url, Instant at) {
    return Optional.of(Notice.ofInstallation(kind, title, because, url, at));
  }
}
