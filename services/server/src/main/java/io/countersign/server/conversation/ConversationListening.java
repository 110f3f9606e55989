package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The connections of our own by which chats deliver, where that is configured: the same desk. */
@Component
final class ConversationListening implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationListening.class);

  private final Chats chats;
  private final ConversationDesk desk;
  private final InstantSource clock;
  private final List<AutoCloseable> open = new ArrayList<>();

  ConversationListening(Chats chats, ConversationDesk desk, InstantSource clock) {
    this.chats = chats;
    this.desk = desk;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    if (open.isEmpty()) {
      chats.all().forEach(chat -> open.add(chat.inbox().listen((id, it) -> heard(chat, id, it))));
    }
  }

  private ConversationReply heard(Chat chat, String id, ConversationRequest request) {
    return desk.hear(chat, ChatDelivery.overSocket(id, request, clock.instant()));
  }

  @Override
  public synchronized void stop() {
    for (var it : open) {
      try {
        it.close();
      } catch (Exception e) {
        LOG.warn("a chat's connection couldn't be closed", e);
      }
    }
    open.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !open.isEmpty();
  }
}
