package io.countersign.ledger.postgres.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watch over our own server: when it ends by itself, it's started again on the same port. */
final class PostmasterWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostmasterWatch.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final PostgresCluster cluster;
  private final int port;
  private final CountDownLatch closing = new CountDownLatch(1);

  PostmasterWatch(PostgresCluster cluster, int port, ProcessHandle postmaster) {
    this.cluster = cluster;
    this.port = port;
    Thread.ofPlatform().name("postgresql-watch").daemon().start(() -> watch(postmaster));
  }

  private void watch(ProcessHandle first) {
    var running = first;
    while (closing.getCount() > 0) {
      running.onExit().join();
      if (closing.getCount() > 0) {
        LOG.warn("the embedded PostgreSQL has ended; it's started again");
        running = startAgain(running);
      }
    }
  }

  /** Tries until it succeeds: what the dead one left behind may need a moment to go. */
  private ProcessHandle startAgain(ProcessHandle dead) {
    for (var pause = FIRST_PAUSE; !closedWithin(pause); pause = longer(pause)) {
      try {
        return start(dead);
      } catch (IOException e) {
        LOG.warn("the embedded PostgreSQL doesn't start yet: {}", e.getMessage());
      }
    }
    return dead;
  }

  private synchronized ProcessHandle start(ProcessHandle dead) throws IOException {
    if (closing.getCount() == 0) {
      return dead;
    }
    cluster.start(port);
    return cluster.postmaster();
  }

  private boolean closedWithin(Duration pause) {
    try {
      return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Stops the server; a start that is under way comes to its end first. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    synchronized (this) {
      if (OrphanedPostmaster.find(cluster.data()).isPresent()) {
        cluster.stop();
      }
    }
  }
}
