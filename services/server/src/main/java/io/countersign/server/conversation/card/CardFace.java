package io.countersign.server.conversation.card;

import io.countersign.connectors.spi.conversation.Card;
import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;

/**
 * A card as a message is to show it.
 *
 * @param settled whether it stays so unless something else happens
 */
public record CardFace(Card card, boolean settled) {
  /** The same for the same content. */
  public String digest() {
    return Digest.of(card.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }
}
