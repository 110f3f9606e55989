package io.countersign.workflows.remediation;

import io.countersign.workflows.ActivityTerms;
import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.Setback;
import io.countersign.workflows.TurnBrake;
import io.countersign.workflows.Waiting;
import io.countersign.workflows.remediation.RemediationProgress.Phase;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one remediation: it asks the ledger where that stands and has the next thing done,
 * until it is closed.
 */
public final class RemediationWorkflowImpl implements RemediationWorkflow {
  private final RemediationActivities activities =
      Workflow.newActivityStub(RemediationActivities.class, ActivityTerms.SHORT);
  private final RemediationActivities arms =
      Workflow.newActivityStub(RemediationActivities.class, ActivityTerms.LONG);
  private final Waiting waiting = new Waiting();
  private final Setback setback = new Setback(waiting);
  private final HistoryBound bound = new HistoryBound();
  private final TurnBrake brake = new TurnBrake();

  @Override
  public void run(String remediation) {
    var progress = tried(() -> look(() -> activities.progress(remediation)));
    for (int turn = 0; progress == null || progress.phase() != Phase.CLOSED; turn++) {
      if (bound.isReachedAfter(turn)) {
        brake.settle();
        bound.beginAnew(remediation);
      }
      brake.turn();
      var known = progress;
      progress =
          tried(() -> known == null ? activities.progress(remediation) : next(remediation, known));
      if (known != null && progress != null && progress.hasGoneOnSince(known)) {
        brake.release();
      }
    }
  }

  /** Null where it failed; then the ledger is asked again, after a pause. */
  private @Nullable RemediationProgress tried(Supplier<RemediationProgress> step) {
    try {
      var progress = step.get();
      setback.over();
      return progress;
    } catch (ActivityFailure failure) {
      setback.pause(failure);
      return null;
    }
  }

  private RemediationProgress next(String id, RemediationProgress progress) {
    return switch (progress.phase()) {
      case PROPOSED -> afterRetry(progress, () -> activities.evaluatePolicy(id));
      case EVALUATED -> afterRetry(progress, () -> activities.requestApproval(id));
      case AWAITING_APPROVAL -> awaitDecision(id, progress);
      case APPROVED -> afterRetry(progress, () -> arms.startExecution(id));
      case EXECUTING -> afterRetry(progress, () -> arms.performStep(id));
      case VERIFYING -> afterRetry(progress, () -> activities.verify(id));
      case ROLLING_BACK -> afterRetry(progress, () -> arms.rollBackStep(id));
      case FINISHING -> afterRetry(progress, () -> activities.finish(id));
      case CLOSED -> progress;
    };
  }

  /** People take their time: reminder, escalation and expiry are durable timers. */
  private RemediationProgress awaitDecision(String id, RemediationProgress progress) {
    if (!waiting.await(progress.dueAt(), progress.dueIn())) {
      return activities.progress(id);
    }
    return switch (progress.due()) {
      case REMINDER -> activities.remind(id);
      case ESCALATION -> activities.escalate(id);
      case EXPIRY -> activities.expire(id);
      case NOTHING, RETRY -> activities.progress(id);
    };
  }

  private RemediationProgress afterRetry(
      RemediationProgress progress, Supplier<RemediationProgress> step) {
    if (progress.dueAt() != null) {
      var _ = waiting.await(progress.dueAt(), progress.dueIn());
    }
    return look(step);
  }

  private RemediationProgress look(Supplier<RemediationProgress> activity) {
    waiting.look();
    return activity.get();
  }

  @Override
  public void poke() {
    waiting.poke();
  }
}
