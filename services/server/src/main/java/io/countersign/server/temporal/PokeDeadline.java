package io.countersign.server.temporal;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The deadline of a poke. Its client would try for a minute, and all others wait behind it
 * meanwhile; what fails the sweep comes back to.
 */
final class PokeDeadline {
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("poke-deadline").daemon().factory());

  private PokeDeadline() {}

  /**
   * @throws io.grpc.StatusRuntimeException where it took longer, maybe as a cause
   */
  static void within(Duration limit, Runnable poke) {
    var bounded =
        Context.current().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS, TIMER);
    try {
      bounded.run(poke);
    } finally {
      bounded.close();
    }
  }
}
