package io.countersign.server.conversation.delivery;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The look for what should be told and isn't: what was open before there was a chat, or went
 * astray. What is there already stays as it is.
 */
final class ConversationSweep {
  private static final Duration KEPT = Duration.ofDays(90);

  private final Ledger ledger;
  private final CardOpening opening;
  private final ConversationPosts posts;
  private final IncidentInbox incidents;
  private final Remediations remediations;
  private final InstantSource clock;

  ConversationSweep(
      Ledger ledger,
      CardOpening opening,
      ConversationPosts posts,
      IncidentInbox incidents,
      Remediations remediations,
      InstantSource clock) {
    this.ledger = ledger;
    this.opening = opening;
    this.posts = posts;
    this.incidents = incidents;
    this.remediations = remediations;
    this.clock = clock;
  }

  /** Has what is open be told. */
  void round() {
    long position = ledger.viewed();
    Page.<IncidentInbox.Row>each(
        request -> incidents.list(IncidentInbox.Filter.OPEN, request),
        row -> opening.ensureThread(row.id(), position, clock.instant()));
    var waiting = new Remediations.Filter(Remediations.State.AWAITING_APPROVAL, null);
    Page.<Remediations.Row>each(
        request -> remediations.list(waiting, request),
        row -> opening.ensureApproval(row, position, clock.instant()));
  }

  /** What is over and was told long ago needs no row any more. */
  void forget() {
    posts.forget(clock.instant().minus(KEPT));
  }

  /** Has what isn't over be compared with what is shown: names, rights and titles change, too. */
  void review() {
    posts.review(ledger.viewed());
  }
}
