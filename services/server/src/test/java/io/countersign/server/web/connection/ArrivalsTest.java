package io.countersign.server.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.web.connection.Arrivals.Arrival;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Connections that wait for others of their place. */
class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();

  @Test
  void oneThatCannotEnterKeepsNobodyOut() throws InterruptedException {
    var full = new CountDownLatch(1);
    var entered = new AtomicInteger();
    arrivals.add("here", new Arrival(() -> awaitQuietly(full), () -> {}));
    arrivals.add("here", new Arrival(entered::incrementAndGet, () -> {}));
    arrivals.add(
        "here",
        new Arrival(
            () -> {
              throw new StackOverflowError("made up");
            },
            () -> {}));
    full.countDown();
    Eventually.holds("nobody waits", () -> !arrivals.areWaiting("here"));
    assertThat(entered).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
