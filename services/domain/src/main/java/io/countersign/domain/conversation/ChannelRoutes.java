package io.countersign.domain.conversation;

import java.util.List;
import java.util.Optional;

/**
 * The rules of channels, in their order: the first that takes an incident says where it's told.
 *
 * @param rules none where nothing is told in chats
 */
public record ChannelRoutes(List<ChannelRoute> rules) {
  public static final ChannelRoutes NONE = new ChannelRoutes(List.of());

  public ChannelRoutes {
    rules = List.copyOf(rules);
  }

  /** Empty where no rule takes it: it's told in no chat. */
  public Optional<ChannelRoute> of(RoutedIncident incident) {
    return rules.stream().filter(it -> it.takes(incident)).findFirst();
  }
}
