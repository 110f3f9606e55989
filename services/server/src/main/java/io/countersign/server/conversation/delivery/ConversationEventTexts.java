package io.countersign.server.conversation.delivery;

import io.countersign.domain.conversation.ConversationEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts about channels of chats. */
@Component
final class ConversationEventTexts implements EventTexts<ConversationEvent> {
  @Override
  public Class<ConversationEvent> vocabulary() {
    return ConversationEvent.class;
  }

  @Override
  public String text(ConversationEvent event) {
    var where = event.channel() + " of " + event.connection();
    return switch (event) {
      case ConversationEvent.DeliveryFailed e ->
          "Nothing can be told in %s (%s), since %s"
              .formatted(where, e.code(), Phrases.time(e.since()));
      case ConversationEvent.DeliveryResumed e ->
          "What waited is told in %s again, after it had failed since %s"
              .formatted(where, Phrases.time(e.failedSince()));
    };
  }
}
