package io.countersign.bench.loops;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clicks at a steady rate, whether or not those before are answered. */
final class PacedClicks {
  private static final double MEDIAN = 0.5;
  private static final double PERCENTILE = 0.99;
  private static final double MILLION = 1_000_000;

  /**
   * How they were answered; zeros where there were none.
   *
   * @param p50Millis the median
   * @param unanswered those that weren't acknowledged within the chat's three seconds
   */
  record Answered(double p50Millis, double p99Millis, int unanswered) {}

  private final ClickScene scene;

  PacedClicks(ClickScene scene) {
    this.scene = scene;
  }

  Answered run(int clicks, int rate) throws IOException {
    var took = Collections.synchronizedList(new ArrayList<Long>());
    var unanswered = new AtomicInteger();
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clicks; i++) {
        int number = i;
        long due = began + Duration.ofSeconds(1).toNanos() / rate * i;
        ServerUnderLoad.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        var _ = threads.submit(() -> click(number, took, unanswered));
      }
    }
    var all = List.copyOf(took);
    return all.isEmpty()
        ? new Answered(0, 0, 0)
        : new Answered(percentile(MEDIAN, all), percentile(PERCENTILE, all), unanswered.get());
  }

  private void click(int number, List<Long> took, AtomicInteger unanswered) {
    var cards = scene.cards();
    var card = cards.get(number % cards.size());
    long sent = System.nanoTime();
    var delivery = scene.press(number / cards.size() % scene.people(), card);
    took.add(System.nanoTime() - sent);
    unanswered.addAndGet(delivery.acknowledged() ? 0 : 1);
  }

  private static double percentile(double of, List<Long> nanos) {
    var sorted = nanos.stream().sorted().toList();
    int rank = (int) Math.ceil(of * sorted.size());
    return sorted.get(rank - 1) / MILLION;
  }
}
