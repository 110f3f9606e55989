package io.countersign.server.temporal;

import io.countersign.ledger.remediation.OpenLoops.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweep that starts or pokes each loop whose due time has passed, or comes soon and nobody
 * waits for (invariant 17): after a restart, after Temporal has lost everything, or when a poke
 * went astray. What comes soon is begun at its time and not before, when it would only wait. A poke
 * that fails holds up no other: it's tried again after all that didn't fail.
 */
final class LoopSweep {
  private static final Logger LOG = LoggerFactory.getLogger(LoopSweep.class);

  /** An engine that is gone is asked no further in this round. */
  private static final int MOST_FAILURES_IN_A_ROW = 3;

  private final Function<Instant, List<Loop>> due;
  private final LoopPokes engine;
  private final InstantSource clock;
  private final Alarm alarm;
  private final Duration ahead;
  private final Map<Loop, Instant> failed = new ConcurrentHashMap<>();
  private final Set<Loop> awaited = ConcurrentHashMap.newKeySet();

  /** What does something after a while. */
  interface Alarm {
    void after(Duration wait, Runnable work);
  }

  /**
   * @param due the loops that are due by then, the longest overdue first
   * @param ahead how soon something is that isn't left to the next round
   */
  LoopSweep(
      Function<Instant, List<Loop>> due,
      LoopPokes engine,
      InstantSource clock,
      Alarm alarm,
      Duration ahead) {
    this.due = due;
    this.engine = engine;
    this.clock = clock;
    this.alarm = alarm;
    this.ahead = ahead;
  }

  void pokeDue() {
    var now = clock.instant();
    var loops = due.apply(now.plus(ahead));
    failed.keySet().retainAll(loops);
    var fair =
        loops.stream()
            .sorted(Comparator.comparing(it -> failed.getOrDefault(it, Instant.EPOCH)))
            .toList();
    int inARow = 0;
    for (var loop : fair) {
      if (inARow < MOST_FAILURES_IN_A_ROW && engine.wants(loop, now)) {
        if (loop.dueAt().isAfter(now)) {
          await(loop, Duration.between(now, loop.dueAt()));
        } else {
          inARow = poked(loop) ? 0 : inARow + 1;
        }
      }
    }
  }

  private void await(Loop loop, Duration left) {
    if (awaited.add(loop)) {
      alarm.after(left, () -> itsTimeCame(loop));
    }
  }

  private void itsTimeCame(Loop loop) {
    awaited.remove(loop);
    if (engine.wants(loop, clock.instant())) {
      poked(loop);
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
