package io.countersign.server.conversation.delivery;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.domain.Reference;
import io.countersign.domain.conversation.DeliveryPace;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.conversation.ChannelClaim;
import io.countersign.ledger.conversation.ConversationOutbox;
import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.conversation.DeliveryStep;
import io.countersign.server.conversation.PressValue;
import io.countersign.server.conversation.card.Buttons;
import io.countersign.server.conversation.card.CardFace;
import io.countersign.server.conversation.card.CardFaces;
import io.countersign.server.conversation.card.RoutedChats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The delivery of one message that was claimed: its card in the latest state, or else the lines
 * that its thread lacks. It's sent outside of any transaction; the chat knows by the key what it
 * has.
 */
final class CardDelivery {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration VIEWS_LAG = Duration.ofSeconds(1);
  private static final Duration UNKNOWN = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final RoutedChats chats;
  private final CardFaces faces;
  private final ThreadTelling telling;
  private final ChannelLookup channels;
  private final ConversationOutbox outbox;
  private final MessageReferences references;

  CardDelivery(
      Ledger ledger,
      RoutedChats chats,
      CardFaces faces,
      ThreadTelling telling,
      ChannelLookup channels,
      ConversationOutbox outbox,
      MessageReferences references) {
    this.ledger = ledger;
    this.chats = chats;
    this.faces = faces;
    this.telling = telling;
    this.channels = channels;
    this.outbox = outbox;
    this.references = references;
  }

  DeliveryStep deliver(ChannelClaim claim, Instant now) {
    return chats
        .named(claim.post().connection())
        .map(chat -> deliver(claim, chat, now))
        .orElseGet(() -> DeliveryFailure.unconfigured(claim.post()));
  }

  /**
   * Whether the channel is known to work after a step. That a message could be edited in it doesn't
   * say that another one can be posted.
   */
  boolean works(ChannelClaim claim, DeliveryStep step) {
    return switch (step) {
      case DeliveryStep.Posted _ -> true;
      case DeliveryStep.Updated _ -> isOpen(claim);
      case DeliveryStep.Told(var _, var sent) -> sent && isOpen(claim);
      case DeliveryStep.Unchanged _,
          DeliveryStep.Removed _,
          DeliveryStep.Postponed _,
          DeliveryStep.Failed _ ->
          false;
    };
  }

  private boolean isOpen(ChannelClaim claim) {
    var channel = claim.channel();
    var id = channel.id();
    return channel.failingSince() == null
        || chats
            .named(channel.connection())
            .map(chat -> chat.standing(id == null ? channel.channel() : id))
            .filter(Outcome.Ok.class::isInstance)
            .map(it -> ((Outcome.Ok<ChannelStanding>) it).value().kind())
            .filter(it -> it == ChannelStanding.Kind.OPEN)
            .isPresent();
  }

  private DeliveryStep deliver(ChannelClaim claim, Conversation chat, Instant now) {
    return switch (channels.id(claim, chat)) {
      case Outcome.Ok<String>(var channel) ->
          claim.post().posted() != null && ChannelLookup.isElsewhere(claim, channel)
              ? new DeliveryStep.Removed()
              : deliver(claim, chat, channel, now);
      case Outcome.Failed<String> failed -> DeliveryFailure.ofLookup(claim, failed, now);
    };
  }

  private DeliveryStep deliver(ChannelClaim claim, Conversation chat, String channel, Instant now) {
    var post = claim.post();
    var posted = post.posted();
    if (posted != null && isLinesTurn(post, now)) {
      return tell(claim, chat, channel, posted, now);
    }
    if (!ledger.awaitViews(post.progress().wanted(), PATIENCE)) {
      return new DeliveryStep.Postponed(VIEWS_LAG);
    }
    return face(post, chat, channel, now)
        .map(it -> show(claim, chat, channel, it, now))
        .orElseGet(() -> unknown(post));
  }

  /** Views that are built anew don't know it for a while: what isn't there yet waits for them. */
  private static DeliveryStep unknown(ConversationPost post) {
    return post.posted() == null
        ? new DeliveryStep.Postponed(UNKNOWN)
        : new DeliveryStep.Unchanged(false);
  }

  /** A card that nobody waits for is edited seldom; its lines aren't kept waiting for that. */
  private static boolean isLinesTurn(ConversationPost post, Instant now) {
    var progress = post.progress();
    var sent = progress.sentAt();
    boolean early =
        !progress.urgent() && sent != null && now.isBefore(sent.plus(DeliveryPace.BETWEEN_EDITS));
    return progress.hasLinesToTell() && (!progress.isBehind() || early);
  }

  private Optional<CardFace> face(
      ConversationPost post, Conversation chat, String channel, Instant now) {
    var place = new PressValue.Place(channel, post.chatKey());
    return faces.of(post.card(), new Buttons(chat.inbox(), place), now);
  }

  private DeliveryStep show(
      ChannelClaim claim, Conversation chat, String channel, CardFace face, Instant now) {
    var posted = claim.post().posted();
    var digest = face.digest();
    if (posted == null) {
      return post(claim, chat, channel, face, now);
    }
    if (digest.equals(claim.post().progress().shownDigest())) {
      return new DeliveryStep.Unchanged(face.settled());
    }
    return switch (chat.update(posted, face.card())) {
      case Outcome.Ok<Reference> _ -> new DeliveryStep.Updated(digest, face.settled());
      case Outcome.Failed<Reference> failed ->
          DeliveryFailure.ofSending(claim, chat, channel, failed, now);
    };
  }

  private DeliveryStep post(
      ChannelClaim claim, Conversation chat, String channel, CardFace face, Instant now) {
    var post = claim.post();
    outbox.posting(claim, face.digest());
    return switch (chat.post(channel, post.chatKey(), face.card())) {
      case Outcome.Ok<Reference>(var reference) -> {
        references.record(post, reference);
        yield new DeliveryStep.Posted(reference, face.digest(), face.settled());
      }
      case Outcome.Failed<Reference> failed ->
          DeliveryFailure.ofSending(claim, chat, channel, failed, now);
    };
  }

  /** The same lines under the same key, however often that is tried. */
  private DeliveryStep tell(
      ChannelClaim claim, Conversation chat, String channel, Reference posted, Instant now) {
    var post = claim.post();
    var begun = post.progress().telling();
    long upTo = begun == null ? post.progress().toTell() : begun;
    if (!ledger.awaitViews(upTo, PATIENCE)) {
      return new DeliveryStep.Postponed(VIEWS_LAG);
    }
    var text = telling.text(post, upTo);
    if (text.isEmpty()) {
      return new DeliveryStep.Told(upTo, false);
    }
    outbox.telling(claim, upTo);
    return switch (chat.reply(posted, "until-" + upTo, text)) {
      case Outcome.Ok<Reference> _ -> new DeliveryStep.Told(upTo, true);
      case Outcome.Failed<Reference> failed ->
          DeliveryFailure.ofSending(claim, chat, channel, failed, now);
    };
  }
}
