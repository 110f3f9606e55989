package io.countersign.workflows;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;

/**
 * The pause of a loop after an activity that failed for good: the record itself couldn't be
 * reached, else it would say what is next. Each pause in a row is twice as long as the one before.
 */
public final class Setback {
  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Waiting waiting;
  private Duration next = FIRST;

  public Setback(Waiting waiting) {
    this.waiting = waiting;
  }

  /** Waits, for a poke too; a loop that is cancelled ends. */
  public void pause(ActivityFailure failure) {
    if (failure.getCause() instanceof CanceledFailure) {
      throw failure;
    }
    waiting.await(Waiting.now().plus(next));
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  /** It goes on. */
  public void over() {
    next = FIRST;
  }
}
