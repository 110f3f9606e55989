package io.countersign.workflows.ticketing;

import io.countersign.workflows.ActivityTerms;
import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.Setback;
import io.countersign.workflows.TurnBrake;
import io.countersign.workflows.Waiting;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** The loop of one linked ticket. Where nothing is to be done it ends; a poke starts it again. */
public final class TicketWorkflowImpl implements TicketWorkflow {
  private final TicketActivities activities =
      Workflow.newActivityStub(TicketActivities.class, ActivityTerms.LONG);
  private final Waiting waiting = new Waiting();
  private final Setback setback = new Setback(waiting);
  private final HistoryBound bound = new HistoryBound();
  private final TurnBrake brake = new TurnBrake();

  @Override
  public void run(String link) {
    var progress = turn(link);
    for (int turn = 0; progress == null || !progress.over(); turn++) {
      if (bound.isReachedAfter(turn)) {
        brake.settle();
        bound.beginAnew(link);
      }
      brake.turn();
      if (progress != null) {
        var _ = waiting.await(null, progress.dueIn());
      }
      progress = turn(link);
    }
  }

  /** Null where it failed for good; then it's asked again, after a pause. */
  private @Nullable TicketProgress turn(String link) {
    try {
      waiting.look();
      var progress = activities.sync(link);
      setback.over();
      return progress;
    } catch (ActivityFailure failure) {
      setback.pause(failure);
      return null;
    }
  }

  @Override
  public void poke() {
    waiting.poke();
  }
}
