package io.countersign.server.conversation.delivery;

import io.countersign.domain.Event;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.reference.ReferenceEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.incident.IncidentCourseReader;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.conversation.card.ThreadLines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The automation that notes which messages don't show the latest any more. It sends nothing, so
 * that no chat holds it up; what it notes is in one transaction with its place in the record.
 */
final class WhenStoryGoesOnThenShow {
  static final String NAME = "conversation";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final CardOpening opening;
  private final ConversationPosts posts;
  private final Remediations remediations;
  private final IncidentCourseReader incidents;
  private final Mutes mutes;
  private final InstantSource clock;

  WhenStoryGoesOnThenShow(
      Ledger ledger,
      CardOpening opening,
      ConversationPosts posts,
      Remediations remediations,
      IncidentCourseReader incidents,
      Mutes mutes,
      InstantSource clock) {
    this.ledger = ledger;
    this.opening = opening;
    this.posts = posts;
    this.remediations = remediations;
    this.incidents = incidents;
    this.mutes = mutes;
    this.clock = clock;
  }

  void register() {
    ledger.automation(
        NAME,
        Set.of(
            IncidentEvent.class,
            RemediationEvent.class,
            BreakGlassEvent.class,
            ReferenceEvent.class,
            TicketEvent.class,
            AlertEvent.Resolved.class,
            MuteEvent.Unmuted.class),
        this::handle);
  }

  void handle(RecordedEvent recorded) {
    var event = recorded.event();
    if (event instanceof RefusalEvent) {
      return;
    }
    if (!ledger.awaitViews(recorded.position(), PATIENCE)) {
      throw new IllegalStateException("the views lag behind");
    }
    long position = recorded.position();
    switch (event) {
      case IncidentEvent it -> goesOn(it.incident().value(), it, position);
      case BreakGlassEvent it -> incident(it).ifPresent(told -> goesOn(told, it, position));
      case RemediationEvent it -> goesOn(it, position);
      case ReferenceEvent it -> posts.want(it.holder().value(), position, false, now());
      case TicketEvent it -> ticketed(it.link().holder(), position);
      case AlertEvent.Resolved it ->
          incidents
              .holder(it.alert())
              .ifPresent(incident -> posts.want(incident.value(), position, false, now()));
      case MuteEvent.Unmuted it ->
          mutes.incidents(it.mute()).forEach(incident -> heardAgain(incident, position));
      default -> {}
    }
  }

  private static Optional<String> incident(BreakGlassEvent event) {
    return switch (event) {
      case BreakGlassEvent.Opened it -> Optional.of(it.incident().value());
      case BreakGlassEvent.TookEffect it -> Optional.of(it.incident().value());
      case BreakGlassEvent.Closed it -> Optional.of(it.incident().value());
      case BreakGlassEvent.Reviewed it -> Optional.of(it.incident().value());
      case BreakGlassEvent.AttemptRefused _ -> Optional.empty();
    };
  }

  private void goesOn(String incident, Event event, long position) {
    opening.ensureThread(incident, position, now());
    posts.want(incident, position, ThreadLines.isAwaited(event), now());
    if (ThreadLines.mayBeStep(event)) {
      posts.tell(incident, position, now());
    }
  }

  private void goesOn(RemediationEvent event, long position) {
    var found = remediations.find(event.remediation().value());
    if (found.isEmpty()) {
      return;
    }
    var row = found.get();
    goesOn(row.incident(), event, position);
    opening.ensureApproval(row, position, now());
    posts.want(row.id(), position, ThreadLines.isAwaited(event), now());
  }

  private void heardAgain(String incident, long position) {
    opening.ensureThread(incident, position, now());
    waiting(incident, row -> opening.ensureApproval(row, position, now()));
  }

  /** Whoever decides sees the incident's tickets, too. */
  private void ticketed(String holder, long position) {
    posts.want(holder, position, false, now());
    if (holder.startsWith("inc_")) {
      waiting(holder, row -> posts.want(row.id(), position, false, now()));
    }
  }

  private void waiting(String incident, Consumer<Remediations.Row> use) {
    var waiting = new Remediations.Filter(Remediations.State.AWAITING_APPROVAL, incident);
    Page.<Remediations.Row>each(request -> remediations.list(waiting, request), use);
  }

  private Instant now() {
    return clock.instant();
  }
}
