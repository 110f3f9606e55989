package io.countersign.server.temporal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The activities that run just now in one run of the engine, by their workflows: what is in the
 * middle of something isn't begun elsewhere.
 */
final class ActivityWatch {
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private volatile Consumer<String> ended = _ -> {};

  /** What is told of each workflow whose activity has ended, from now on. */
  void whenEnded(Consumer<String> told) {
    ended = told;
  }

  boolean busy(String workflowId) {
    return busy.contains(workflowId);
  }

  boolean idle() {
    return busy.isEmpty();
  }

  <T> T during(String workflowId, Supplier<T> activity) {
    busy.add(workflowId);
    try {
      return activity.get();
    } finally {
      busy.remove(workflowId);
      ended.accept(workflowId);
    }
  }
}
