package io.countersign.connectors.spi.conversation;

import java.util.Map;

/** The answer that the sender of a {@link ConversationRequest} gets at once. */
public sealed interface ConversationReply {
  /** It was received. */
  record Received() implements ConversationReply {}

  /**
   * Only the one who asked sees this. Not every request can be answered so at once: {@link
   * ConversationInbox#carries}.
   *
   * @param text plain, cut after 3,000 characters
   */
  record Private(String text) implements ConversationReply {}

  /**
   * The form stays open, with what is wrong at its fields.
   *
   * @param byField by the fields' ids, at least one
   */
  record Corrections(Map<String, String> byField) implements ConversationReply {
    public Corrections {
      byField = Map.copyOf(byField);
    }
  }

  /** The proof that this is the right address, in answer to being challenged. */
  record Proof(String challenge) implements ConversationReply {}
}
