package io.countersign.workflows;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a poke or for some time, whichever comes first; pokes that came meanwhile count. A
 * timer that is outstanding serves later waits too, and only for an earlier end there is another
 * one: so a run has two or three at most, however often it's poked. None is cancelled, since an
 * embedded server gets stuck over a timer that fires at the same moment. Runs that were begun
 * before that, without a word in their memo, start one for each wait as they did.
 */
public final class Waiting {
  private static final String TIMERS = "timers";
  private static final String KEPT = "kept";
  private static final String TOLD_TIMES = "told-times";
  private static final String SEEN_POKES = "seen-pokes";

  /** What was told twice as the same end differs by the ways that the words took. */
  private static final Duration NEAR = Duration.ofMillis(100);

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
   * The ledger is asked now, or something is done that ends with that: what was poked before will
   * have been seen by then, and needs no other look.
   */
  public void look() {
    if (poked && isOfVersion(SEEN_POKES)) {
      poked = false;
    }
  }

  /**
   * By the clock of whoever told the time; a run that began to go by the instant, which Temporal's
   * clock may see otherwise, does so to its end.
   *
   * @param dueAt the latest; null waits for a poke alone
   * @param time how long it's until then, at most; null where that wasn't told
   * @return whether that time has come
   */
  public boolean await(@Nullable Instant dueAt, @Nullable Duration time) {
    if (time != null && keeps && isOfVersion(TOLD_TIMES)) {
      var until = now().plus(time);
      awaitTimer(until, NEAR);
      poked = false;
      return !until.isAfter(now());
    }
    await(dueAt);
    return dueAt != null && !dueAt.isAfter(now());
  }

  /**
   * By Temporal's clock.
   *
   * @param until the latest; null waits for a poke alone
   */
  void await(@Nullable Instant until) {
    if (until == null) {
      Workflow.await(() -> poked);
    } else if (keeps) {
      awaitTimer(until.truncatedTo(ChronoUnit.MILLIS), Duration.ZERO);
    } else {
      var _ = Workflow.await(remaining(until), () -> poked);
    }
    poked = false;
  }

  /** Whether a run has what came with the first version of a change. */
  static boolean isOfVersion(String change) {
    return Workflow.getVersion(change, Workflow.DEFAULT_VERSION, 1) == 1;
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  private void awaitTimer(Instant until, Duration near) {
    while (!poked && until.isAfter(now())) {
      if (outstanding.isEmpty() || outstanding.first().isAfter(until.plus(near))) {
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

  private static Duration remaining(Instant until) {
    var now = now();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ofMillis(1);
  }
}
