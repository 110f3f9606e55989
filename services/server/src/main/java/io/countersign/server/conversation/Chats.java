package io.countersign.server.conversation;

import java.util.List;
import java.util.Optional;

/** The chats that are configured. */
record Chats(List<Chat> all) {
  Chats {
    all = List.copyOf(all);
  }

  Optional<Chat> named(String connection) {
    return all.stream().filter(it -> it.name().equals(connection)).findFirst();
  }

  /** The only one; where there are several, an address has to name one. */
  Optional<Chat> only() {
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }
}
