package io.countersign.domain.conversation;

import io.countersign.domain.StandaloneEvent;
import java.time.Instant;

/**
 * A fact about a channel of a chat: it's on record that something couldn't be told there. What
 * exactly, and where else it was told, is shown beside the record.
 */
public sealed interface ConversationEvent extends StandaloneEvent {
  /** The conversation's configured name. */
  String connection();

  /** The channel as it's configured; the pseudonymous id of a person behind an {@code @}. */
  String channel();

  /**
   * Nothing can be told there.
   *
   * @param code of the failure, such as {@code NOT_FOUND} or {@code ARCHIVED}
   * @param since when (UTC)
   */
  record DeliveryFailed(String connection, String channel, String code, Instant since)
      implements ConversationEvent {}

  /**
   * It's told there again, the latest state of all that waited.
   *
   * @param failedSince when it had begun to fail (UTC)
   */
  record DeliveryResumed(String connection, String channel, Instant failedSince)
      implements ConversationEvent {}
}
