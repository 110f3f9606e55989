package io.countersign.server.temporal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/** Temporal's clock against ours, by when it handed out what has just begun here. */
public final class TemporalClock {
  private static final int KEPT = 5;

  private final InstantSource clock;
  private final Deque<Duration> seen = new ArrayDeque<>();

  public TemporalClock(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * An activity begins.
   *
   * @param at when it was handed out, by Temporal's clock
   */
  synchronized void handedOut(Instant at) {
    seen.addLast(Duration.between(clock.instant(), at));
    if (seen.size() > KEPT) {
      seen.removeFirst();
    }
  }

  /**
   * How far it's ahead of ours, negative if behind; nothing before the first turn. It's the least
   * of the last few: one that was long on its way to a busy machine looks like a clock behind.
   */
  public synchronized Optional<Duration> ahead() {
    return seen.stream().min(Comparator.comparing(Duration::abs));
  }
}
