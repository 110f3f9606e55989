package io.countersign.server.conversation.delivery;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.domain.PrincipalId;
import io.countersign.ledger.conversation.ChannelClaim;
import io.countersign.ledger.conversation.ConversationOutbox;
import io.countersign.ledger.conversation.ConversationPost;

/**
 * The chat's own ids of channels: buttons are good for them only. They are asked for once, save
 * those of one person: whose account is whose may have changed.
 */
final class ChannelLookup {
  private final DirectAccounts accounts;
  private final ConversationOutbox outbox;

  ChannelLookup(DirectAccounts accounts, ConversationOutbox outbox) {
    this.accounts = accounts;
    this.outbox = outbox;
  }

  /**
   * @return its id; NOT_FOUND for one that can't be posted to, with the reason as the message
   */
  Outcome<String> id(ChannelClaim claim, Conversation chat) {
    var known = claim.channel().id();
    if (known != null && !claim.post().isDirect()) {
      return Outcome.ok(known);
    }
    var asked = claim.post().isDirect() ? direct(claim, chat) : open(claim, chat);
    if (asked instanceof Outcome.Ok<String>(var id)) {
      if (isElsewhere(claim, id)) {
        outbox.moved(claim, id);
      } else {
        outbox.resolved(claim, id);
      }
    }
    return asked;
  }

  /** Whether somebody is told by another account than before: what that one sees isn't theirs. */
  static boolean isElsewhere(ChannelClaim claim, String id) {
    var known = claim.channel().id();
    return claim.post().isDirect() && known != null && !known.equals(id);
  }

  private static Outcome<String> open(ChannelClaim claim, Conversation chat) {
    return chat.standing(claim.post().channel())
        .then(
            it ->
                it.kind() == ChannelStanding.Kind.OPEN
                    ? Outcome.ok(it.channel())
                    : notFound(it.kind().name()));
  }

  private Outcome<String> direct(ChannelClaim claim, Conversation chat) {
    var person = claim.post().channel().substring(ConversationPost.DIRECT.length());
    return accounts
        .of(new PrincipalId(person), chat.name())
        .map(chat::direct)
        .orElseGet(() -> notFound("UNLINKED"));
  }

  private static <T> Outcome<T> notFound(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, why);
  }
}
