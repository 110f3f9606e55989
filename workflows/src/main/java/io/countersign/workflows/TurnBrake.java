package io.countersign.workflows;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * The brake of a loop: whatever its activities answer and however often it's poked, it doesn't take
 * turn after turn without a pause. Some are free, and all that got something done of which there is
 * an end, such as the steps of a plan; then it's one a second. What pokes meanwhile isn't lost.
 */
public final class TurnBrake {
  private static final int FREE = 20;
  private static final Duration EACH = Duration.ofSeconds(1);
  private static final String BRAKE = "turn-brake";
  private static final String BETWEEN_RUNS = "turn-brake-between-runs";

  /** By when the turns so far would be over if each took its time. */
  private Instant spent = Instant.EPOCH;

  /** Before each turn. */
  public void turn() {
    var now = Waiting.now();
    var left = Duration.between(now, spent).minus(EACH.multipliedBy(FREE - 1));
    if (left.isPositive() && Waiting.isOfVersion(BRAKE)) {
      Workflow.sleep(left);
    }
    var begun = Waiting.now();
    spent = (spent.isAfter(begun) ? spent : begun).plus(EACH);
  }

  /** After a turn that got something done. */
  public void release() {
    spent = spent.minus(EACH);
  }

  /** Before a fresh history begins, which knows nothing of the turns so far. */
  public void settle() {
    var left = Duration.between(Waiting.now(), spent);
    if (left.isPositive() && Waiting.isOfVersion(BETWEEN_RUNS)) {
      Workflow.sleep(left);
    }
  }
}
