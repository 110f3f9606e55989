package io.countersign.server.temporal;

import io.countersign.ledger.remediation.OpenLoops.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweep that starts or pokes each loop whose due time has passed, or comes soon and nobody
 * waits for (invariant 17): after a restart, after Temporal has lost everything, or when a poke
 * went astray. A poke that fails holds up no other: it's tried again after all that didn't fail.
 */
final class LoopSweep {
  private static final Logger LOG = LoggerFactory.getLogger(LoopSweep.class);

  /** So that a loop that is started for its time is there by then. */
  private static final Duration AHEAD = Duration.ofSeconds(30);

  /** An engine that is gone is asked no further in this round. */
  private static final int MOST_FAILURES_IN_A_ROW = 3;

  private final Function<Instant, List<Loop>> due;
  private final LoopPokes engine;
  private final InstantSource clock;
  private final Map<Loop, Instant> failed = new HashMap<>();

  /**
   * @param due the loops that are due by then, the longest overdue first
   */
  LoopSweep(Function<Instant, List<Loop>> due, LoopPokes engine, InstantSource clock) {
    this.due = due;
    this.engine = engine;
    this.clock = clock;
  }

  void pokeDue() {
    var now = clock.instant();
    var loops = due.apply(now.plus(AHEAD));
    failed.keySet().retainAll(loops);
    var fair =
        loops.stream()
            .sorted(Comparator.comparing(it -> failed.getOrDefault(it, Instant.EPOCH)))
            .toList();
    int inARow = 0;
    for (var loop : fair) {
      if (inARow < MOST_FAILURES_IN_A_ROW && engine.wants(loop, now)) {
        inARow = poked(loop) ? 0 : inARow + 1;
      }
    }
  }

  private boolean poked(Loop loop) {
    try {
      engine.poke(loop);
      failed.remove(loop);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("the loop of {} can't be woken and is tried again", loop.id(), e);
      failed.put(loop, clock.instant());
      return false;
    }
  }
}
