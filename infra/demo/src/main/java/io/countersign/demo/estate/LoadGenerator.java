package io.countersign.demo.estate;

import io.countersign.demo.net.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The generator of a steady stream of requests, none of which waits for the one before. */
final class LoadGenerator implements AutoCloseable {
  private static final long PERIOD_MILLIS = 33;

  private final URI shop;
  private final ScheduledExecutorService pace =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  LoadGenerator(URI shop) {
    this.shop = shop;
  }

  void start() {
    var _ = pace.scheduleAtFixedRate(this::request, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void request() {
    Thread.startVirtualThread(() -> served(shop));
  }

  /** One request; whether it was answered well. */
  static boolean served(URI shop) {
    try {
      JsonHttp.text(shop);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    pace.shutdownNow();
  }
}
