package io.countersign.workflows.incident;

import io.countersign.workflows.ActivityTerms;
import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.Waiting;
import io.temporal.workflow.Workflow;

/**
 * The loop of one incident: it asks the ledger where that stands and has the next thing done, until
 * it is closed.
 */
public final class IncidentWorkflowImpl implements IncidentWorkflow {
  private final IncidentActivities activities =
      Workflow.newActivityStub(IncidentActivities.class, ActivityTerms.SHORT);
  private final Waiting waiting = new Waiting();
  private final HistoryBound bound = new HistoryBound();

  @Override
  public void run(String incident) {
    var progress = activities.progress(incident);
    for (int turn = 0; progress.phase() != IncidentProgress.Phase.CLOSED; turn++) {
      if (bound.isReachedAfter(turn)) {
        bound.beginAnew(incident);
      }
      progress = next(incident, progress);
    }
  }

  private IncidentProgress next(String incident, IncidentProgress progress) {
    return switch (progress.phase()) {
      case SETTLING -> {
        waiting.await(progress.dueAt());
        yield activities.progress(incident);
      }
      case DIAGNOSING -> activities.diagnose(incident);
      case RECOMMENDING -> activities.recommend(incident);
      case WATCHING -> {
        waiting.await(progress.dueAt());
        yield activities.watch(incident);
      }
      case CLOSED -> progress;
    };
  }

  @Override
  public void poke() {
    waiting.poke();
  }
}
