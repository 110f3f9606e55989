package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A delivery from a chat that is authentic.
 *
 * @param id a digest that is the same for the same delivery only
 * @param body the SHA-256 of its raw bytes; of what it says where it came over our own connection
 * @param skewMillis how far the sender's clock is before ours
 * @param at when it came (UTC)
 */
record ChatDelivery(
    String id, Digest body, long skewMillis, Instant at, ConversationRequest request) {
  /**
   * One that came over a connection of our own, which vouches for it.
   *
   * @param delivery the chat's name of it, which it has again only where it's delivered again
   */
  static ChatDelivery overSocket(String delivery, ConversationRequest request, Instant at) {
    var id = Digest.of(delivery.getBytes(StandardCharsets.UTF_8));
    var said = Digest.of(request.toString().getBytes(StandardCharsets.UTF_8));
    return new ChatDelivery(id.hex(), said, 0, at, request);
  }
}
