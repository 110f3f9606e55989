package io.countersign.server.change;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What this process knows of one feed; the ledger knows the rest. */
final class FeedState {
  private final ReentrantLock asking = new ReentrantLock();
  private volatile String failure = "";
  private volatile Instant latest = Instant.EPOCH;
  private volatile Set<String> lastKeys = Set.of();

  <T> T alone(Supplier<T> work) {
    asking.lock();
    try {
      return work.get();
    } finally {
      asking.unlock();
    }
  }

  /** Empty when the last question was answered. */
  String failure() {
    return failure;
  }

  Optional<String> worked() {
    failure = "";
    return Optional.empty();
  }

  Optional<String> failed(String why) {
    failure = why;
    return Optional.of(why);
  }

  Instant latest() {
    return latest;
  }

  void saw(Instant at) {
    latest = at.isAfter(latest) ? at : latest;
  }

  /** Whether the last answer, which begins where the next does, didn't have it already. */
  boolean isNew(String key) {
    return !lastKeys.contains(key);
  }

  void remember(Collection<String> keys) {
    lastKeys = Set.copyOf(keys);
  }
}
