package io.countersign.workflows.remediation;

import io.countersign.workflows.ActivityTerms;
import io.countersign.workflows.HistoryBound;
import io.countersign.workflows.Waiting;
import io.temporal.workflow.Workflow;
import java.time.Instant;
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
  private final HistoryBound bound = new HistoryBound();

  @Override
  public void run(String remediation) {
    var progress = activities.progress(remediation);
    for (int turn = 0; progress.phase() != RemediationProgress.Phase.CLOSED; turn++) {
      if (bound.isReachedAfter(turn)) {
        bound.beginAnew(remediation);
      }
      progress = next(remediation, progress);
    }
  }

  private RemediationProgress next(String id, RemediationProgress progress) {
    return switch (progress.phase()) {
      case PROPOSED -> activities.evaluatePolicy(id);
      case EVALUATED -> activities.requestApproval(id);
      case AWAITING_APPROVAL -> awaitDecision(id, progress);
      case APPROVED -> afterRetry(progress, () -> arms.startExecution(id));
      case EXECUTING -> afterRetry(progress, () -> arms.performStep(id));
      case VERIFYING -> afterRetry(progress, () -> activities.verify(id));
      case ROLLING_BACK -> afterRetry(progress, () -> arms.rollBackStep(id));
      case FINISHING -> activities.finish(id);
      case CLOSED -> progress;
    };
  }

  /** People take their time: reminder, escalation and expiry are durable timers. */
  private RemediationProgress awaitDecision(String id, RemediationProgress progress) {
    waiting.await(progress.dueAt());
    if (early(progress.dueAt())) {
      return activities.progress(id);
    }
    return switch (progress.due()) {
      case REMINDER -> activities.remind(id);
      case ESCALATION -> activities.escalate(id);
      case EXPIRY -> activities.expire(id);
      case NOTHING, RETRY -> activities.progress(id);
    };
  }

  private RemediationProgress afterRetry(RemediationProgress progress, Step step) {
    if (progress.dueAt() != null) {
      waiting.await(progress.dueAt());
    }
    return step.take();
  }

  private static boolean early(@Nullable Instant dueAt) {
    return dueAt == null || dueAt.isAfter(Instant.ofEpochMilli(Workflow.currentTimeMillis()));
  }

  @Override
  public void poke() {
    waiting.poke();
  }

  private interface Step {
    RemediationProgress take();
  }
}
