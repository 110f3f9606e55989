package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationInbox.Authenticity;
import io.countersign.connectors.spi.conversation.ConversationInbox.Reading;
import io.countersign.connectors.spi.conversation.ConversationInbox.WireReply;
import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.domain.Actor;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessEvent;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.conversation.refused.RefusedPresses;
import io.countersign.server.intake.SeenDeliveries;
import io.countersign.server.web.problem.RefusedException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The entrance of signed deliveries: nothing of one is parsed before it's known to be authentic.
 */
@Component
final class ConversationEntrance {
  private final Chats chats;
  private final ConversationDesk desk;
  private final CoalescedRefusals refusals;
  private final RefusedPresses refused;
  private final SeenDeliveries seen;
  private final ConversationMeter meter;
  private final InstantSource clock;

  ConversationEntrance(
      Chats chats,
      ConversationDesk desk,
      CoalescedRefusals refusals,
      RefusedPresses refused,
      SeenDeliveries seen,
      ConversationMeter meter,
      InstantSource clock) {
    this.chats = chats;
    this.desk = desk;
    this.refusals = refusals;
    this.refused = refused;
    this.seen = seen;
    this.meter = meter;
    this.clock = clock;
  }

  /**
   * @param connection as the address names it; null where it names none
   * @param headers by their names in lower case
   * @throws RefusedException for what isn't authentic, and for what can't be read
   */
  WireReply take(@Nullable String connection, Map<String, String> headers, byte[] body) {
    var chat =
        (connection == null ? chats.only() : chats.named(connection))
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusalCode.UNKNOWN_INTEGRATION,
                        "No conversation is configured under this address."));
    return switch (chat.inbox().authenticate(headers, body, clock.instant())) {
      case Authenticity.Forged forged -> throw forged(chat, forged);
      case Authenticity.Authentic it -> {
        refused.authentic(chat.name());
        yield heard(chat, it, headers, body);
      }
    };
  }

  private RefusedException forged(Chat chat, Authenticity.Forged forged) {
    meter.count(chat.name(), ConversationMeter.Outcome.FORGED);
    refused.refused(chat.name(), forged.code(), clock.instant());
    seen.refused("the chat " + chat.name(), RefusalCode.UNAUTHENTICATED);
    var nobody = AccessEvent.ANONYMOUS;
    var command = "deliver to " + chat.name() + ": " + forged.code();
    refusals.record(nobody, RefusalCode.UNAUTHENTICATED, nobody, Actor.SYSTEM, command);
    return new RefusedException(
        RefusalCode.UNAUTHENTICATED, forged.code() + ": " + forged.message());
  }

  private WireReply heard(
      Chat chat, Authenticity.Authentic proof, Map<String, String> headers, byte[] body) {
    return switch (chat.inbox().read(headers, body)) {
      case Reading.Unreadable(var message) -> {
        meter.count(chat.name(), ConversationMeter.Outcome.UNREADABLE);
        throw new RefusedException(RefusalCode.BAD_REQUEST, message);
      }
      case Reading.Read(var request) -> {
        var delivery =
            new ChatDelivery(
                proof.delivery(), Digest.of(body), proof.skewMillis(), clock.instant(), request);
        yield rendered(chat, request, desk.hear(chat, delivery));
      }
    };
  }

  /** What the answer itself can't carry goes where the chat takes answers. */
  private static WireReply rendered(
      Chat chat, ConversationRequest request, ConversationReply reply) {
    if (reply instanceof ConversationReply.Private(var text)
        && !chat.inbox().carries(reply, request)) {
      aside(request).ifPresent(address -> chat.answer(address, text));
    }
    return chat.inbox().render(reply, request);
  }

  private static Optional<String> aside(ConversationRequest request) {
    return switch (request) {
      case ConversationRequest.Pressed it -> Optional.of(it.answerAddress());
      case ConversationRequest.Commanded it -> Optional.of(it.answerAddress());
      case ConversationRequest.Submitted _,
          ConversationRequest.Mentioned _,
          ConversationRequest.Challenged _,
          ConversationRequest.Unheeded _ ->
          Optional.empty();
    };
  }
}
