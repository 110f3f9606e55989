package io.countersign.workflows.incident;

import io.countersign.workflows.ActivityTerms;
import io.countersign.workflows.Waiting;
import io.temporal.workflow.Workflow;

/** Asks the ledger where the incident stands and has the next thing done, until it is closed. */
public final class IncidentWorkflowImpl implements IncidentWorkflow {
  /** After so many the history is cut: the loop starts again from the ledger. */
  private static final int TURNS = 400;

  private final IncidentActivities activities =
      Workflow.newActivityStub(IncidentActivities.class, ActivityTerms.SHORT);
  private final Waiting waiting = new Waiting();

  @Override
  public void run(String incident) {
    var progress = activities.progress(incident);
    for (int turn = 0; progress.phase() != IncidentProgress.Phase.CLOSED; turn++) {
      if (turn == TURNS) {
        Workflow.continueAsNew(incident);
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
