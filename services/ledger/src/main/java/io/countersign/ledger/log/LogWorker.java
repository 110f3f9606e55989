package io.countersign.ledger.log;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one thing again and again: when it's woken, and every so often. What it fails
 * at is tried again; nothing ends it but its end.
 */
final class LogWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWorker.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** One turn of the work. */
  @FunctionalInterface
  interface Turn {
    Rest take();
  }

  /**
   * The pause until the next turn.
   *
   * @param atLeast also when it's woken
   * @param atMost when it isn't
   */
  record Rest(Duration atLeast, Duration atMost) {
    static final Rest NONE = new Rest(Duration.ZERO, Duration.ZERO);
  }

  private final String name;
  private final Turn turn;
  private final Object monitor = new Object();
  private final Thread thread;
  private boolean woken;
  private boolean failing;
  private volatile boolean closed;

  LogWorker(String name, Turn turn) {
    this.name = name;
    this.turn = turn;
    thread = Thread.ofPlatform().daemon().name("ledger-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void wake() {
    synchronized (monitor) {
      woken = true;
      monitor.notifyAll();
    }
  }

  private void run() {
    try {
      while (!closed) {
        rest(taken());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Rest taken() {
    try {
      var rest = turn.take();
      failing = false;
      return rest;
    } catch (RuntimeException | Error e) {
      tell(e);
      return new Rest(AFTER_FAILURE, AFTER_FAILURE);
    }
  }

  /** Once, and not each second that a database is away. */
  private void tell(Throwable e) {
    if (failing || closed) {
      LOG.debug("{} failed again", name, e);
    } else {
      LOG.warn("{} failed, will be tried again until it doesn't", name, e);
    }
    failing = true;
  }

  private void rest(Rest rest) throws InterruptedException {
    long from = System.nanoTime();
    synchronized (monitor) {
      long left = rest.atMost.toMillis();
      while (!closed && left > 0) {
        monitor.wait(left);
        var until = woken ? rest.atLeast : rest.atMost;
        left = until.toMillis() - (System.nanoTime() - from) / 1_000_000;
      }
      woken = false;
    }
  }

  /** The turn that it's at is ended first. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
