package io.countersign.ledger.conversation;

import io.countersign.domain.conversation.ConversationEvent;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code conversation}: what is told in chats. */
public final class ConversationCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            ConversationEvent.class,
            Map.of(
                ConversationEvent.DeliveryFailed.class,
                "conversation.delivery-failed",
                ConversationEvent.DeliveryResumed.class,
                "conversation.delivery-resumed")));
  }
}
