package io.countersign.ledger.process;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread of a follower's coordinator. Axon lets one that can't reach the database wait
 * twice as long each time, up to a minute; pages, approvals and incidents would stand still for so
 * long after it came back. Here it waits no longer than a few seconds.
 */
final class PromptCoordinator extends ScheduledThreadPoolExecutor {
  static final long LONGEST_MILLIS = 3_000;

  PromptCoordinator(String name) {
    super(1, Thread.ofPlatform().daemon().name(name).factory());
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(task, bounded(delay, unit), TimeUnit.MILLISECONDS);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    return super.schedule(task, bounded(delay, unit), TimeUnit.MILLISECONDS);
  }

  private static long bounded(long delay, TimeUnit unit) {
    return Math.min(unit.toMillis(delay), LONGEST_MILLIS);
  }
}
