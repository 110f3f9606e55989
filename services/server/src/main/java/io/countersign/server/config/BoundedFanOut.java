package io.countersign.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The way to ask many questions at once, but only so many: each answer in flight takes memory,
 * whoever wants it. One serves all who ask.
 */
public final class BoundedFanOut {
  private final Semaphore places;

  /**
   * @param atOnce how many questions are in flight
   */
  public BoundedFanOut(int atOnce) {
    places = new Semaphore(atOnce, true);
  }

  /**
   * @param patience for all of them together
   * @return the answers in the order of the questions, null for those that weren't answered in time
   */
  public <T> List<@Nullable T> ask(List<? extends Callable<T>> questions, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    var answers = new ArrayList<@Nullable T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = questions.stream().map(q -> threads.submit(() -> inPlace(q))).toList();
      for (var answer : asked) {
        long left = Math.max(0, deadline - System.nanoTime());
        try {
          answers.add(answer.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
          answers.add(null);
        }
      }
      threads.shutdownNow();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      while (answers.size() < questions.size()) {
        answers.add(null);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return answers;
  }

  private <T> T inPlace(Callable<T> question) throws Exception {
    places.acquire();
    try {
      return question.call();
    } finally {
      places.release();
    }
  }
}
