package io.countersign.server.temporal;

import io.countersign.ledger.remediation.OpenLoops;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts or pokes each loop whose due time has passed (invariant 17): after a restart, after
 * Temporal has lost everything, or when a poke went astray.
 */
public final class LoopSweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopSweep.class);
  private static final long EVERY_SECONDS = 15;

  private final OpenLoops loops;
  private final TemporalEngine engine;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("loop-sweep").daemon().factory());

  public LoopSweep(OpenLoops loops, TemporalEngine engine, InstantSource clock) {
    this.loops = loops;
    this.engine = engine;
    this.clock = clock;
  }

  /** Begins, at once. */
  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::sweep, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void sweep() {
    try {
      loops.dueBefore(clock.instant()).forEach(this::poke);
    } catch (RuntimeException e) {
      LOG.warn("a sweep failed; the next one makes up for it", e);
    }
  }

  private void poke(OpenLoops.Loop loop) {
    switch (loop.kind()) {
      case INCIDENT -> engine.pokeIncident(loop.id());
      case REMEDIATION -> engine.pokeRemediation(loop.id());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
