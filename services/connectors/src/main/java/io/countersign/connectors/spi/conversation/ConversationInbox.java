package io.countersign.connectors.spi.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The way by which people's answers come in from a chat. Nothing here decides anything: a delivery
 * that is authentic and can be read is a claim about a wish.
 */
public interface ConversationInbox {
  /**
   * Checks a delivery's authenticity over its raw bytes, before anything of it is parsed. That it
   * comes once only is the caller's to see to: by the digest in {@link Authenticity.Authentic}.
   *
   * @param headers by their names in lower case
   * @param now as the check is to see it; a delivery signed more than 300 seconds before or after
   *     it is refused
   */
  Authenticity authenticate(Map<String, String> headers, byte[] body, Instant now);

  /**
   * Reads a delivery that is authentic: strictly where it matters, tolerantly where it doesn't.
   * What isn't meant for us is {@link ConversationRequest.Unheeded}; what is and lacks a part is
   * {@link Reading.Unreadable}.
   */
  Reading read(Map<String, String> headers, byte[] body);

  /** An answer in the chat's own form, or a bare receipt where {@link #carries} says no. */
  WireReply render(ConversationReply reply, ConversationRequest to);

  /**
   * Whether the rendered answer says all that the reply says. Else the chat would drop its text: it
   * has to go by {@link Conversation#answer} to a press, by {@link Conversation#tell} or {@link
   * Conversation#reply} to a mention.
   */
  boolean carries(ConversationReply reply, ConversationRequest to);

  /**
   * Takes deliveries over a connection of our own, where that is configured; else does nothing.
   * Authenticity is the connection's. A text that a rendered answer doesn't carry is sent by {@link
   * Conversation#answer} where the request has an address for it, else dropped.
   *
   * @param desk decides what is answered, within three seconds; it's called by several threads
   * @return closes the connection
   */
  AutoCloseable listen(Desk desk);

  /**
   * The seals of what a button is to carry, by keys derived from the connection's secrets: see
   * {@link PressSeal}. The first is for new buttons; all are good while a secret is being replaced.
   *
   * @return empty where there is no secret to derive a key from: then no button can be made, and
   *     none is believed
   */
  default List<byte[]> seals(byte[] content) {
    return List.of();
  }

  /** The desk that hears what comes over a connection of our own. */
  @FunctionalInterface
  interface Desk {
    /**
     * Hears one delivery.
     *
     * @param delivery the same where the chat delivers the same once more, and for nothing else: a
     *     person who does the same again is heard again
     */
    ConversationReply hear(String delivery, ConversationRequest request);
  }

  /** The outcome of the check. */
  sealed interface Authenticity {
    /**
     * It's authentic.
     *
     * @param delivery a digest, 64 hex digits, that is the same for the same signed request, and
     *     for no other
     * @param skewMillis how far the sender's clock is before ours; negative when it's behind
     */
    record Authentic(String delivery, long skewMillis) implements Authenticity {}

    /**
     * It isn't.
     *
     * @param code stable: {@code SIGNATURE_MISSING}, {@code SIGNATURE_WRONG}, {@code
     *     TIMESTAMP_STALE}, and {@code SECRET_UNAVAILABLE} where nothing can be checked
     * @param message for a person; holds nothing of what was sent but the clock's difference
     */
    record Forged(String code, String message) implements Authenticity {}
  }

  /** The outcome of reading. */
  sealed interface Reading {
    /** It's something that we know. */
    record Read(ConversationRequest request) implements Reading {}

    /**
     * It isn't what it says it is.
     *
     * @param message what is missing; holds nothing of what was sent
     */
    record Unreadable(String message) implements Reading {}
  }

  /**
   * An answer as it goes over the wire.
   *
   * @param status of HTTP
   * @param contentType empty without a body
   * @param body may be empty
   */
  record WireReply(int status, String contentType, String body) {}
}
