package io.countersign.workflows.incident;

import io.countersign.workflows.ActivityTerms;
import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.Setback;
import io.countersign.workflows.TurnBrake;
import io.countersign.workflows.Waiting;
import io.countersign.workflows.incident.IncidentProgress.Phase;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one incident: it asks the ledger where that stands and has the next thing done, until
 * it is closed.
 */
public final class IncidentWorkflowImpl implements IncidentWorkflow {
  private final IncidentActivities activities =
      Workflow.newActivityStub(IncidentActivities.class, ActivityTerms.SHORT);
  private final Waiting waiting = new Waiting();
  private final Setback setback = new Setback(waiting);
  private final HistoryBound bound = new HistoryBound();
  private final TurnBrake brake = new TurnBrake();

  @Override
  public void run(String incident) {
    var progress = tried(() -> look(() -> activities.progress(incident)));
    for (int turn = 0; progress == null || progress.phase() != Phase.CLOSED; turn++) {
      if (bound.isReachedAfter(turn)) {
        brake.settle();
        bound.beginAnew(incident);
      }
      brake.turn();
      var known = progress;
      progress = tried(() -> known == null ? activities.progress(incident) : next(incident, known));
    }
  }

  /** Null where it failed; then the ledger is asked again, after a pause. */
  private @Nullable IncidentProgress tried(Supplier<IncidentProgress> step) {
    try {
      var progress = step.get();
      setback.over();
      return progress;
    } catch (ActivityFailure failure) {
      setback.pause(failure);
      return null;
    }
  }

  private IncidentProgress next(String incident, IncidentProgress progress) {
    return switch (progress.phase()) {
      case SETTLING -> {
        var _ = waiting.await(progress.dueAt(), progress.dueIn());
        yield activities.progress(incident);
      }
      case DIAGNOSING -> look(() -> activities.diagnose(incident));
      case RECOMMENDING -> look(() -> activities.recommend(incident));
      case WATCHING -> {
        var _ = waiting.await(progress.dueAt(), progress.dueIn());
        yield activities.watch(incident);
      }
      case CLOSED -> progress;
    };
  }

  private IncidentProgress look(Supplier<IncidentProgress> activity) {
    waiting.look();
    return activity.get();
  }

  @Override
  public void poke() {
    waiting.poke();
  }
}
