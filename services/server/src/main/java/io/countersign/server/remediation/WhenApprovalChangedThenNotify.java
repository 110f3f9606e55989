package io.countersign.server.remediation;

import io.countersign.connectors.spi.ApprovalNotifier;
import io.countersign.connectors.spi.Delivery;
import io.countersign.connectors.spi.Notice;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.Impact;
import io.countersign.domain.remediation.PolicyDecision;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever is configured that an approval waits, escalates or was decided. A receiver that is
 * down is tried again; one that refuses is not.
 */
public final class WhenApprovalChangedThenNotify {
  private static final Logger LOG = LoggerFactory.getLogger(WhenApprovalChangedThenNotify.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Remediations remediations;
  private final IncidentInbox inbox;
  private final Catalog catalog;
  private final ApprovalNotifier notifier;
  private final String address;

  private WhenApprovalChangedThenNotify(
      Ledger ledger, Remediations remediations, ApprovalNotifier notifier, String address) {
    this.ledger = ledger;
    this.remediations = remediations;
    inbox = new IncidentInbox(ledger.dataSource());
    catalog = new Catalog(ledger.dataSource());
    this.notifier = notifier;
    this.address = address;
  }

  /**
   * One automation a receiver, so that one that is down doesn't hold up the others.
   *
   * @param address where this server is reached by people, without a slash at its end
   */
  public static void register(
      Ledger ledger, Remediations remediations, ApprovalNotifier notifier, String address) {
    var automation = new WhenApprovalChangedThenNotify(ledger, remediations, notifier, address);
    ledger.automation(
        "notify-" + notifier.name(),
        Set.of(
            RemediationEvent.ApprovalRequested.class,
            RemediationEvent.ApprovalReminded.class,
            RemediationEvent.ApprovalEscalated.class,
            RemediationEvent.Approved.class,
            RemediationEvent.ApprovalDenied.class,
            RemediationEvent.Expired.class,
            RemediationEvent.Withdrawn.class),
        automation::handle);
  }

  private void handle(RecordedEvent recorded) {
    if (recorded.event() instanceof RemediationEvent event) {
      kind(event).ifPresent(kind -> tell(kind, event, recorded));
    }
  }

  private static Optional<Notice.Kind> kind(RemediationEvent event) {
    if (event instanceof RemediationEvent.ApprovalRequested) {
      return Optional.of(Notice.Kind.APPROVAL_REQUESTED);
    }
    if (event instanceof RemediationEvent.ApprovalReminded) {
      return Optional.of(Notice.Kind.APPROVAL_REMINDED);
    }
    if (event instanceof RemediationEvent.ApprovalEscalated) {
      return Optional.of(Notice.Kind.APPROVAL_ESCALATED);
    }
    if (event instanceof RemediationEvent.Expired) {
      return Optional.of(Notice.Kind.APPROVAL_EXPIRED);
    }
    if (event instanceof RemediationEvent.Withdrawn) {
      return Optional.of(Notice.Kind.APPROVAL_WITHDRAWN);
    }
    return Optional.of(Notice.Kind.APPROVAL_DECIDED);
  }

  private void tell(Notice.Kind kind, RemediationEvent event, RecordedEvent recorded) {
    var row = find(event, recorded.position());
    var risk =
        row.policy() instanceof PolicyDecision.NeedsApproval(_, _, _, var approval)
            ? approval.risk()
            : "";
    var notice =
        new Notice(
            kind,
            row.id(),
            row.incident(),
            row.planDigest().hex(),
            risk,
            impact(row.incident()),
            address + "/api/v1/remediations/" + row.id(),
            recorded.at());
    deliver(notice);
  }

  private String impact(String incident) {
    return inbox.find(incident).map(it -> impact(it.incident())).orElse("");
  }

  private String impact(IncidentInbox.Row row) {
    return Impact.of(ids(row.entities()), ids(row.burning()), catalog.topology()).summary();
  }

  private static List<EntityId> ids(List<String> names) {
    return names.stream().map(EntityId::parse).toList();
  }

  private Remediations.Row find(RemediationEvent event, long position) {
    try {
      var _ = ledger.awaitViews(position, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return remediations.find(event.remediation().value()).orElseThrow();
  }

  private void deliver(Notice notice) {
    if (notifier.notify(notice) instanceof Outcome.Failed<Delivery> failed) {
      if (failed.category().retryable()) {
        throw new IllegalStateException(failed.code() + " " + failed.message());
      }
      LOG.warn("{} refused a notice: {} {}", notifier.name(), failed.code(), failed.message());
    }
  }
}
