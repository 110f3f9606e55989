package io.countersign.server.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The state of one feed that this process knows; the ledger knows the rest. */
final class FeedState {
  /** How far a feed's clock may be ahead. What is dated later says nothing about what was told. */
  private static final Duration AHEAD = Duration.ofSeconds(60);

  /**
   * A change is dated when it began and told when it ended: one that took longer may come later.
   */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private final Instant firstLook;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile String failure = "";
  private volatile Instant latest = Instant.EPOCH;
  private volatile Set<String> lastKeys = Set.of();

  /**
   * @param firstLook from when on the feed is asked while nothing is known of it
   */
  FeedState(Instant firstLook) {
    this.firstLook = firstLook;
  }

  /** Whoever loses patience while another asks goes away with that word. */
  Optional<String> alone(Supplier<Optional<String>> work) {
    try {
      asking.lockInterruptibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("still being asked");
    }
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

  /**
   * From when on to ask: a little before the latest that is known.
   *
   * @param recorded the time of the feed's latest record in the view, which may lag behind what
   *     this process has recorded itself
   */
  Instant since(Optional<Instant> recorded, Instant now) {
    var known = recorded.filter(at -> isPossible(at, now)).orElse(Instant.EPOCH);
    var last = latest.isAfter(known) ? latest : known;
    return last.equals(Instant.EPOCH) ? firstLook : last.minus(OVERLAP);
  }

  void saw(Instant at, Instant now) {
    if (at.isAfter(latest) && isPossible(at, now)) {
      latest = at;
    }
  }

  private static boolean isPossible(Instant at, Instant now) {
    return !at.isAfter(now.plus(AHEAD));
  }

  /** Whether the last answer, which begins where the next does, didn't have it already. */
  boolean isNew(String key) {
    return !lastKeys.contains(key);
  }

  void remember(Collection<String> keys) {
    lastKeys = Set.copyOf(keys);
  }
}
