package io.countersign.server.conversation.shown;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.ShownPlans;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The note that a plan was shown to whoever presses on its card: since the card was last sent. When
 * it was first there isn't kept; an edit makes it later, never earlier.
 */
@Component
public final class ShownCards {
  private final ConversationPosts posts;
  private final ShownPlans shown;

  ShownCards(ConversationPosts posts, ShownPlans shown) {
    this.posts = posts;
    this.shown = shown;
  }

  /**
   * Notes it where policy asks for how long a plan was in front of whoever approves it. The press
   * has to be known to be of that card and of that plan.
   *
   * @param card the key with which the card was posted
   */
  public void pressed(PrincipalId by, Remediations.Row plan, String card) {
    if (waits(plan)) {
      posts
          .find(card.split("#", 2)[0])
          .filter(it -> it.card().equals(plan.id()) && it.chatKey().equals(card))
          .map(ConversationPost::progress)
          .flatMap(it -> Optional.ofNullable(it.sentAt()))
          .ifPresent(at -> shown.shown(plan.id(), by, plan.planDigest(), at));
    }
  }

  private static boolean waits(Remediations.Row row) {
    return row.closedAt() == null
        && row.policy() instanceof PolicyDecision.NeedsApproval needed
        && needed.approval().dwellSeconds() > 0;
  }
}
