package io.countersign.server.config;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that is done again and again while the server runs; one round's failure isn't the next's.
 */
public final class Periodic implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);
  private static final long PATIENCE_SECONDS = 5;

  /** One kind of work and the pause after each round. */
  public record Work(String name, Duration pause, Runnable round) {}

  private final List<Work> works;
  private @Nullable ScheduledExecutorService executor;

  public Periodic(List<Work> works) {
    this.works = List.copyOf(works);
  }

  @Override
  public synchronized void start() {
    var threads = Thread.ofVirtual().name("periodic-", 0).factory();
    var started = Executors.newScheduledThreadPool(Math.max(1, works.size()), threads);
    works.forEach(work -> schedule(started, work));
    executor = started;
  }

  private static void schedule(ScheduledExecutorService executor, Work work) {
    var millis = work.pause().toMillis();
    var _ =
        executor.scheduleWithFixedDelay(() -> round(work), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void round(Work work) {
    try {
      work.round().run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed and will be tried again", work.name(), e);
    }
  }

  @Override
  public synchronized void stop() {
    var running = executor;
    executor = null;
    if (running == null) {
      return;
    }
    running.shutdownNow();
    try {
      if (!running.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("periodic work didn't end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return executor != null;
  }

  /** Stopped after the web server, before the ledger. */
  @Override
  public int getPhase() {
    return 0;
  }
}
