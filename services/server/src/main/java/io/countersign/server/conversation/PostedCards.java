package io.countersign.server.conversation;

import java.util.Optional;

/** The lookup of which card a message in a chat shows. */
public interface PostedCards {
  /**
   * The key with which a card was posted.
   *
   * @param connection the conversation's configured name
   * @param channel the channel's id, as the chat has it
   * @param message the message's id within it
   * @return empty while it isn't known: the card may just be on its way
   */
  Optional<String> keyOf(String connection, String channel, String message);
}
