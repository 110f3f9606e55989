package io.countersign.bench.loops;

import io.countersign.bench.loops.ClickScene.PressedCard;
import io.countersign.simulators.slack.SlackDelivery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Clicks of which each is made twice at the same moment, on one card after the other. Each is one
 * decision: another person than before takes the incident over.
 */
final class DoubledClicks {
  /** What the record holds of them, beyond one decision each and short of it. */
  record Counted(int doubleDecisions, int lostDecisions) {}

  private final ClickScene scene;

  DoubledClicks(ClickScene scene) {
    this.scene = scene;
  }

  Counted run(int doubled) throws IOException {
    settle();
    int before = scene.decisions();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < doubled; i++) {
        var cards = scene.cards();
        int person = 1 + i / cards.size() % (scene.people() - 1);
        twice(person, cards.get(i % cards.size()), threads);
      }
    }
    int decided = scene.decisions() - before;
    return new Counted(Math.max(0, decided - doubled), Math.max(0, doubled - decided));
  }

  /** Nobody but the first has what the others are going to take. */
  private void settle() {
    scene.cards().forEach(card -> scene.press(0, card));
  }

  private void twice(int person, PressedCard card, ExecutorService threads) throws IOException {
    Callable<SlackDelivery> press = () -> scene.press(person, card);
    try {
      for (var it : threads.invokeAll(List.of(press, press))) {
        it.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
