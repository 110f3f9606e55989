package io.countersign.server.temporal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The activities that run just now in one run of the engine, by their workflows: what is in the
 * middle of something isn't begun elsewhere, and once the run is left none begins any more.
 */
final class ActivityWatch {
  /** How many of each: one that was held to be lost may still run beside its next attempt. */
  private final ConcurrentHashMap<String, Integer> busy = new ConcurrentHashMap<>();

  private @Nullable Consumer<String> left;

  /** An attempt of an activity after its run was left. */
  static final class RunLeftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunLeftException() {
      super("another run of the engine took over");
    }
  }

  /**
   * From now on nothing begins here.
   *
   * @param told of each workflow whose activity has ended since, or wasn't begun
   */
  synchronized void leave(Consumer<String> told) {
    left = told;
  }

  boolean busy(String workflowId) {
    return busy.containsKey(workflowId);
  }

  boolean idle() {
    return busy.isEmpty();
  }

  /**
   * @throws RunLeftException where it may not begin
   */
  <T> T during(String workflowId, Supplier<T> activity) {
    try {
      begin(workflowId);
      try {
        return activity.get();
      } finally {
        busy.computeIfPresent(workflowId, (_, running) -> running > 1 ? running - 1 : null);
      }
    } finally {
      tell(workflowId);
    }
  }

  private synchronized void begin(String workflowId) {
    if (left != null) {
      throw new RunLeftException();
    }
    busy.merge(workflowId, 1, Integer::sum);
  }

  /** Outside of the lock: whoever is told begins the loop elsewhere. */
  private void tell(String workflowId) {
    var told = told();
    if (told != null) {
      told.accept(workflowId);
    }
  }

  private synchronized @Nullable Consumer<String> told() {
    return left;
  }
}
