package io.countersign.server.web.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that wait until others of their place have left: nobody of another place waits
 * behind them. The newest enters first, and where many wait the oldest goes, as among those that
 * are served: so whoever opens many keeps nobody out who comes after.
 */
final class Arrivals {
  private static final int MOST_OF_A_PLACE = 16;
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  /**
   * @param enter once it's its turn; may take its time
   * @param turnAway when there are too many behind it
   */
  record Arrival(Runnable enter, Runnable turnAway) {}

  private final Map<String, Deque<Arrival>> waiting = new HashMap<>();

  synchronized boolean areWaiting(String place) {
    return waiting.containsKey(place);
  }

  void add(String place, Arrival arrival) {
    if (isFirst(place, arrival)) {
      Thread.ofVirtual().name("arrivals").start(() -> admit(place));
    }
  }

  private synchronized boolean isFirst(String place, Arrival arrival) {
    var queue = waiting.get(place);
    if (queue == null) {
      waiting.put(place, new ArrayDeque<>(List.of(arrival)));
      return true;
    }
    if (queue.size() == MOST_OF_A_PLACE) {
      queue.removeFirst().turnAway().run();
    }
    queue.add(arrival);
    return false;
  }

  private void admit(String place) {
    for (var next = next(place); next != null; next = next(place)) {
      enter(next);
    }
  }

  /** One that can't enter must not keep out all of its place that come after it. */
  private static void enter(Arrival arrival) {
    try {
      arrival.enter().run();
    } catch (RuntimeException | Error e) {
      LOG.warn("a connection couldn't be taken in", e);
    }
  }

  /** Null when there is none any more. */
  private synchronized @Nullable Arrival next(String place) {
    var queue = waiting.getOrDefault(place, new ArrayDeque<>());
    if (queue.isEmpty()) {
      waiting.remove(place);
    }
    return queue.pollLast();
  }
}
