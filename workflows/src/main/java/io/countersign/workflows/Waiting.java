package io.countersign.workflows;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a poke or an instant, whichever comes first; pokes that came meanwhile count. A timer
 * that is outstanding serves later waits too, and only for an earlier instant there is another one:
 * so a run has two or three at most, however often it's poked. None is cancelled, since an embedded
 * server gets stuck over a timer that fires at the same moment. Runs that were begun before that,
 * without a word in their memo, start one for each wait as they did.
 */
public final class Waiting {
  private static final String TIMERS = "timers";
  private static final String KEPT = "kept";

  private final boolean keeps = KEPT.equals(Workflow.getMemo(TIMERS, String.class));
  private final TreeSet<Instant> outstanding = new TreeSet<>();
  private boolean poked;

  static Map<String, Object> memo() {
    return Map.of(TIMERS, KEPT);
  }

  public void poke() {
    poked = true;
  }

  /**
   * @param until the latest; null waits for a poke alone
   */
  public void await(@Nullable Instant until) {
    if (until == null) {
      Workflow.await(() -> poked);
    } else if (keeps) {
      awaitTimer(until.truncatedTo(ChronoUnit.MILLIS));
    } else {
      var _ = Workflow.await(remaining(until), () -> poked);
    }
    poked = false;
  }

  private void awaitTimer(Instant until) {
    while (!poked && until.isAfter(now())) {
      if (outstanding.isEmpty() || outstanding.first().isAfter(until)) {
        start(until);
      }
      var next = outstanding.first();
      Workflow.await(() -> poked || !outstanding.contains(next));
    }
  }

  private void start(Instant at) {
    outstanding.add(at);
    var _ = Workflow.newTimer(Duration.between(now(), at)).thenApply(_ -> outstanding.remove(at));
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  private static Duration remaining(Instant until) {
    var now = now();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ofMillis(1);
  }
}
