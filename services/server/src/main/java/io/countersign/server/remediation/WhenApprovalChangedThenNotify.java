package io.countersign.server.remediation;

import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.domain.emergency.ReviewEvent;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.process.OnceOnly;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.ledger.view.Page;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.incident.IncidentMeaning;
import io.countersign.server.remediation.approval.AskedApproval;
import io.countersign.server.remediation.approval.DeputyWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The automation that tells whoever is configured that an approval waits, escalates or was decided,
 * or that a person has to take an incident over. A receiver that is down is tried again; one that
 * refuses is not. Of an incident whose alerts are all muted nobody is told; what still waits for
 * somebody when the mute is lifted is told then.
 */
final class WhenApprovalChangedThenNotify {
  private static final Logger LOG = LoggerFactory.getLogger(WhenApprovalChangedThenNotify.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Remediations remediations;
  private final Catalog catalog;
  private final IncidentInbox incidents;
  private final Mutes mutes;
  private final DeputyWords deputies;
  private final ApprovalNotifier notifier;
  private final String address;

  private WhenApprovalChangedThenNotify(
      Ledger ledger, Remediations remediations, ApprovalNotifier notifier, String address) {
    this.ledger = ledger;
    this.remediations = remediations;
    catalog = new Catalog(ledger.dataSource());
    this.incidents = new IncidentInbox(ledger.dataSource());
    this.mutes = new Mutes(ledger.dataSource());
    this.deputies = new DeputyWords(ledger);
    this.notifier = notifier;
    this.address = address;
  }

  /**
   * One automation a receiver, so that one that is down doesn't hold up the others.
   *
   * @param address where this server is reached by people, without a slash at its end
   */
  static void register(
      Ledger ledger, Remediations remediations, ApprovalNotifier notifier, String address) {
    var automation = new WhenApprovalChangedThenNotify(ledger, remediations, notifier, address);
    ledger.automationTelling(
        "notify-" + notifier.name(),
        Set.of(
            RemediationEvent.ApprovalRequested.class,
            RemediationEvent.ApprovalExtended.class,
            RemediationEvent.QuorumImpossible.class,
            RemediationEvent.QuorumPossible.class,
            RemediationEvent.ApprovalRevoked.class,
            RemediationEvent.QuorumShortened.class,
            RemediationEvent.HeldUp.class,
            RemediationEvent.AnsweredLate.class,
            RemediationEvent.ApprovalReminded.class,
            RemediationEvent.ApprovalEscalated.class,
            RemediationEvent.Approved.class,
            RemediationEvent.ApprovalDenied.class,
            RemediationEvent.Expired.class,
            RemediationEvent.Withdrawn.class,
            BreakGlassEvent.Opened.class,
            BreakGlassEvent.TookEffect.class,
            BreakGlassEvent.Closed.class,
            ReviewEvent.Overdue.class,
            IncidentEvent.Escalated.class,
            MuteEvent.Unmuted.class),
        notifier.timeout(),
        automation::handle);
  }

  private void handle(RecordedEvent recorded, OnceOnly once) {
    awaitViews(recorded.position());
    switch (recorded.event()) {
      case RemediationEvent event ->
          kind(event).ifPresent(kind -> tell(kind, event, recorded, once));
      case BreakGlassEvent event -> page(event, recorded, once);
      case ReviewEvent.Overdue event ->
          page(
              Notice.Kind.REVIEW_OVERDUE,
              event.incident(),
              event.subject() + " wasn't reviewed by " + event.reviewBy(),
              recorded,
              once);
      case IncidentEvent.Escalated event -> called(event.incident().value(), recorded, once);
      case MuteEvent.Unmuted event ->
          mutes.incidents(event.mute()).forEach(incident -> remind(incident, recorded, once));
      default -> {}
    }
  }

  /** Of break-glass everybody is told at once, muted or not. */
  private void page(BreakGlassEvent event, RecordedEvent recorded, OnceOnly once) {
    switch (event) {
      case BreakGlassEvent.Opened e ->
          page(
              Notice.Kind.BREAK_GLASS_OPENED,
              e.incident(),
              "%s by %s for %s until %s: %s"
                  .formatted(
                      e.breakGlass(),
                      e.by(),
                      String.join(", ", new TreeSet<>(e.actions())),
                      e.until(),
                      e.reason()),
              recorded,
              once);
      case BreakGlassEvent.TookEffect e ->
          page(
              Notice.Kind.BREAK_GLASS_TOOK_EFFECT,
              e.incident(),
              e.breakGlass() + ", to be reviewed by " + e.reviewBy(),
              recorded,
              once);
      case BreakGlassEvent.Closed e ->
          page(
              Notice.Kind.BREAK_GLASS_CLOSED, e.incident(), e.breakGlass().value(), recorded, once);
      case BreakGlassEvent.Reviewed _, BreakGlassEvent.AttemptRefused _ -> {}
    }
  }

  private void page(
      Notice.Kind kind,
      IncidentId incident,
      String because,
      RecordedEvent recorded,
      OnceOnly once) {
    deliver(
        new Notice(
            kind,
            "",
            incident.value(),
            "",
            "",
            meaning(incident.value()),
            because,
            address + "/api/v1/break-glass",
            recorded.at()),
        once);
  }

  /** A person has to take over the incident. */
  private void called(String incident, RecordedEvent recorded, OnceOnly once) {
    if (muted(incident)) {
      LOG.info("{} isn't told of incident {}: it is muted", notifier.name(), incident);
    } else {
      deliver(
          new Notice(
              Notice.Kind.INCIDENT_ESCALATED,
              "",
              incident,
              "",
              "",
              meaning(incident),
              "",
              address + "/api/v1/incidents/" + incident,
              recorded.at()),
          once);
    }
  }

  private boolean muted(String incident) {
    return incidents.find(incident, 0).filter(IncidentInbox.Detail::muted).isPresent();
  }

  /** What was said in silence and still stands is told to who doesn't know of it. */
  private void remind(String incident, RecordedEvent lifted, OnceOnly once) {
    if (waitsForPerson(incident)) {
      called(incident, lifted, once);
    }
    list(State.AWAITING_APPROVAL, incident)
        .forEach(row -> deliver(Notice.Kind.APPROVAL_REQUESTED, row, missing(row), lifted, once));
    Stream.of(State.APPROVED, State.EXECUTING, State.ROLLING_BACK)
        .flatMap(state -> list(state, incident))
        .filter(this::heldUp)
        .forEach(row -> deliver(Notice.Kind.EXECUTION_HELD_UP, row, because(row), lifted, once));
    remediations.inDoubt().stream()
        .filter(row -> row.incident().equals(incident) && contradicted(row))
        .forEach(
            row -> deliver(Notice.Kind.EXECUTION_ANSWERED_LATE, row, because(row), lifted, once));
  }

  private static String missing(Remediations.Row row) {
    return Objects.requireNonNullElse(row.shortfall(), "");
  }

  private static String because(Remediations.Row row) {
    return Objects.requireNonNullElse(row.because(), "");
  }

  private static String because(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.QuorumImpossible e ->
          RefusalCode.QUORUM_IMPOSSIBLE + ": " + e.shortfall().text();
      case RemediationEvent.HeldUp e -> e.reason();
      case RemediationEvent.AnsweredLate e -> e.reason();
      case RemediationEvent.QuorumShortened e ->
          "%s suffice by the incident's commander: %s".formatted(e.quorum(), e.reason());
      default -> AskedApproval.of(event);
    };
  }

  private Stream<Remediations.Row> list(State state, String incident) {
    var filter = new Remediations.Filter(state, incident);
    var found = new ArrayList<Remediations.Row>();
    Page.<Remediations.Row>each(it -> remediations.list(filter, it), found::add);
    return found.stream();
  }

  private boolean waitsForPerson(String incident) {
    return ledger.incident(new IncidentId(incident)) instanceof Incident.Open open
        && open.findings().escalated()
        && open.responders().acknowledgedBy().isEmpty();
  }

  private boolean heldUp(Remediations.Row row) {
    return ledger.remediation(new RemediationId(row.id())) instanceof Remediation.Known known
        && known.heldUp();
  }

  private boolean contradicted(Remediations.Row row) {
    return ledger.remediation(new RemediationId(row.id())) instanceof Remediation.Closed closed
        && closed.contradicted();
  }

  private static Optional<Notice.Kind> kind(RemediationEvent event) {
    if (event instanceof RemediationEvent.ApprovalRequested) {
      return Optional.of(Notice.Kind.APPROVAL_REQUESTED);
    }
    if (event instanceof RemediationEvent.QuorumImpossible) {
      return Optional.of(Notice.Kind.APPROVAL_IMPOSSIBLE);
    }
    if (event instanceof RemediationEvent.QuorumPossible) {
      return Optional.of(Notice.Kind.APPROVAL_POSSIBLE);
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
    if (event instanceof RemediationEvent.ApprovalExtended) {
      return Optional.of(Notice.Kind.APPROVAL_EXTENDED);
    }
    if (event instanceof RemediationEvent.ApprovalRevoked) {
      return Optional.of(Notice.Kind.APPROVAL_REVOKED);
    }
    if (event instanceof RemediationEvent.QuorumShortened) {
      return Optional.of(Notice.Kind.QUORUM_SHORTENED);
    }
    if (event instanceof RemediationEvent.HeldUp) {
      return Optional.of(Notice.Kind.EXECUTION_HELD_UP);
    }
    if (event instanceof RemediationEvent.AnsweredLate) {
      return Optional.of(Notice.Kind.EXECUTION_ANSWERED_LATE);
    }
    if (event instanceof RemediationEvent.Withdrawn) {
      return Optional.of(Notice.Kind.APPROVAL_WITHDRAWN);
    }
    return Optional.of(Notice.Kind.APPROVAL_DECIDED);
  }

  private void tell(
      Notice.Kind kind, RemediationEvent event, RecordedEvent recorded, OnceOnly once) {
    var row = remediations.find(event.remediation().value()).orElseThrow();
    deliver(kind, row, because(event) + deputies.of(event, recorded.at()), recorded, once);
  }

  private void deliver(
      Notice.Kind kind,
      Remediations.Row row,
      String because,
      RecordedEvent recorded,
      OnceOnly once) {
    if (muted(row.incident())) {
      LOG.info(
          "{} isn't told of {}: incident {} is muted", notifier.name(), row.id(), row.incident());
      return;
    }
    var risk =
        row.policy() instanceof PolicyDecision.NeedsApproval(_, _, _, var approval)
            ? approval.risk()
            : "";
    deliver(
        new Notice(
            kind,
            row.id(),
            row.incident(),
            row.planDigest().hex(),
            risk,
            meaning(row.incident()),
            because,
            address + "/api/v1/remediations/" + row.id(),
            recorded.at()),
        once);
  }

  private Notice.Meaning meaning(String incident) {
    return incidents
        .find(incident, 0)
        .map(it -> IncidentMeaning.of(it.incident(), catalog.topology()))
        .map(it -> new Notice.Meaning(it.title(), it.impact()))
        .orElse(Notice.Meaning.UNKNOWN);
  }

  private void awaitViews(long position) {
    if (!ledger.awaitViews(position, PATIENCE)) {
      throw new IllegalStateException("the views lag behind");
    }
  }

  private void deliver(Notice notice, OnceOnly once) {
    once.tell(
        notice.incident() + ' ' + notice.remediation(),
        () -> NoticeDelivery.deliver(notifier, notice));
  }
}
