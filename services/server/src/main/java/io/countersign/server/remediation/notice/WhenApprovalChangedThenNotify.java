package io.countersign.server.remediation.notice;

import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.domain.emergency.ReviewEvent;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.process.OnceOnly;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.remediation.approval.DeputyWords;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * The automation that tells whoever is configured that an approval waits, escalates or was decided,
 * or that a person has to take an incident over. A receiver that is down is tried again; one that
 * refuses is not. Of an incident whose alerts are all muted nobody is told; what still waits for
 * somebody when the mute is lifted is told then.
 */
public final class WhenApprovalChangedThenNotify {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Remediations remediations;
  private final NoticeReceiver receiver;
  private final NoticeWording wording;
  private final Mutes mutes;
  private final StillWaiting waiting;
  private final DeputyWords deputies;

  private WhenApprovalChangedThenNotify(
      Ledger ledger, Remediations remediations, NoticeReceiver receiver, NoticeWording wording) {
    this.ledger = ledger;
    this.remediations = remediations;
    this.receiver = receiver;
    this.wording = wording;
    this.mutes = new Mutes(ledger.dataSource());
    this.waiting = new StillWaiting(ledger, remediations);
    this.deputies = new DeputyWords(ledger);
  }

  /**
   * One automation a receiver, so that one that is down doesn't hold up the others.
   *
   * @param address where this server is reached by people, without a slash at its end
   */
  public static void register(
      Ledger ledger,
      Remediations remediations,
      ApprovalNotifier notifier,
      NoticeDelivery delivery,
      String address) {
    var receiver = new NoticeReceiver(notifier, delivery, ledger);
    var wording = new NoticeWording(ledger, address);
    var automation = new WhenApprovalChangedThenNotify(ledger, remediations, receiver, wording);
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
      case RemediationEvent event -> tell(event, recorded, once);
      case BreakGlassEvent event -> page(event, recorded, once);
      case ReviewEvent.Overdue event ->
          page(
              Notice.Kind.REVIEW_OVERDUE,
              event.incident(),
              event.subject() + " wasn't reviewed by " + PlanNews.minute(event.reviewBy()),
              recorded,
              once);
      case IncidentEvent.Escalated event -> called(event.incident().value(), recorded, once);
      case MuteEvent.Unmuted event ->
          mutes.incidents(event.mute()).forEach(incident -> remind(incident, recorded, once));
      default -> {}
    }
  }

  private void tell(RemediationEvent event, RecordedEvent recorded, OnceOnly once) {
    var row = remediations.find(event.remediation().value()).orElseThrow();
    var because = ApprovalNews.because(event) + deputies.of(event, recorded.at());
    var notice = wording.ofPlan(event, row, because, recorded.at());
    receiver.tellUnlessMuted(notice, recorded, once);
  }

  /** Of break-glass everybody is told at once, muted or not. */
  private void page(BreakGlassEvent event, RecordedEvent recorded, OnceOnly once) {
    switch (event) {
      case BreakGlassEvent.Opened e ->
          page(Notice.Kind.BREAK_GLASS_OPENED, e.incident(), opened(e), recorded, once);
      case BreakGlassEvent.TookEffect e ->
          page(
              Notice.Kind.BREAK_GLASS_TOOK_EFFECT,
              e.incident(),
              e.breakGlass() + ", to be reviewed by " + PlanNews.minute(e.reviewBy()),
              recorded,
              once);
      case BreakGlassEvent.Closed e ->
          page(
              Notice.Kind.BREAK_GLASS_CLOSED, e.incident(), e.breakGlass().value(), recorded, once);
      case BreakGlassEvent.Reviewed _, BreakGlassEvent.AttemptRefused _ -> {}
    }
  }

  private static String opened(BreakGlassEvent.Opened e) {
    var actions = String.join(", ", new TreeSet<>(e.actions()));
    return "%s by %s for %s until %s: %s"
        .formatted(e.breakGlass(), e.by(), actions, PlanNews.minute(e.until()), e.reason());
  }

  private void page(
      Notice.Kind kind,
      IncidentId incident,
      String because,
      RecordedEvent recorded,
      OnceOnly once) {
    var notice = wording.ofEmergency(kind, incident.value(), because, recorded.at());
    receiver.tell(notice, recorded, once);
  }

  /** A person has to take over the incident. */
  private void called(String incident, RecordedEvent recorded, OnceOnly once) {
    receiver.tellUnlessMuted(wording.escalated(incident, recorded.at()), recorded, once);
  }

  /** What was said in silence and still stands is told to who doesn't know of it. */
  private void remind(String incident, RecordedEvent lifted, OnceOnly once) {
    if (waiting.isForPerson(incident)) {
      called(incident, lifted, once);
    }
    waiting
        .plans(incident)
        .map(it -> wording.ofPlan(it.kind(), it.row(), it.because(), lifted.at()))
        .forEach(it -> receiver.tellUnlessMuted(it, lifted, once));
  }

  private void awaitViews(long position) {
    if (!ledger.awaitViews(position, PATIENCE)) {
      throw new IllegalStateException("the views lag behind");
    }
  }
}
