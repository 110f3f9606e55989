package io.countersign.server.access.link;

import java.util.List;
import java.util.Set;

/**
 * The systems in which people have accounts that can be linked: chats and ticket systems.
 *
 * @param names the connections' configured ones, in their order
 * @param open those in which others can read a code that is shown
 */
record LinkableSystems(List<String> names, Set<String> open) {
  LinkableSystems {
    names = List.copyOf(names);
    open = Set.copyOf(open);
  }
}
