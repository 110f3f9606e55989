package io.countersign.server.conversation.card;

import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.domain.conversation.ChannelRoutes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The chats that are configured, and which incidents are told where.
 *
 * @param conversations in the file's order
 */
public record RoutedChats(List<Conversation> conversations, ChannelRoutes routes) {
  public RoutedChats {
    conversations = List.copyOf(conversations);
  }

  public Optional<Conversation> named(String connection) {
    return conversations.stream().filter(it -> it.name().equals(connection)).findFirst();
  }

  /** Their names, which are the systems of the references that they answer. */
  public Set<String> names() {
    return conversations.stream().map(Conversation::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether anything can be told at all. */
  public boolean isSilent() {
    return conversations.isEmpty();
  }
}
