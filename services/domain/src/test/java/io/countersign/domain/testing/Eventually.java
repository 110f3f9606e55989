package io.countersign.domain.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A wait for what comes by itself: it's asked for again until it's there, without a fixed pause.
 * What is there soon is seen soon; how long at most is for a machine that has much else to do.
 */
public final class Eventually {
  public static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  public static void holds(String what, BooleanSupplier condition) {
    get(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  public static <T> T get(String what, Supplier<Optional<T>> question) {
    long begun = System.nanoTime();
    var answer = question.get();
    while (answer.isEmpty()) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    return answer.get();
  }
}
