package io.countersign.connectors.icalendar;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A bound on the time that a reading takes: it's interrupted then, and nobody waits for it. */
final class ReadingDeadline {
  private ReadingDeadline() {}

  /**
   * @return empty where it took too long, or the caller was interrupted
   * @throws IllegalStateException when the reading itself fails
   */
  static <T> Optional<T> within(Duration deadline, Callable<T> reading) {
    var task = new FutureTask<>(reading);
    Thread.ofPlatform().daemon().name("reading iCalendar").start(task);
    try {
      return Optional.of(task.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      task.cancel(true);
      return Optional.empty();
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading iCalendar failed", e.getCause());
    }
  }
}
