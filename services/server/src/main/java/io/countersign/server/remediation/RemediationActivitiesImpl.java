package io.countersign.server.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.server.remediation.policy.PolicyEvaluation;
import io.countersign.workflows.remediation.RemediationActivities;
import io.countersign.workflows.remediation.RemediationProgress;
import io.countersign.workflows.remediation.RemediationProgress.Phase;
import java.util.function.Function;

/**
 * The arms of the remediation loop. Each one reads the ledger first and does what the remediation's
 * course says.
 */
public final class RemediationActivitiesImpl implements RemediationActivities {
  private final RemediationDriver loop;
  private final PolicyEvaluation policy;
  private final RemediationRunner runner;

  RemediationActivitiesImpl(
      RemediationDriver loop, PolicyEvaluation policy, RemediationRunner runner) {
    this.loop = loop;
    this.policy = policy;
    this.runner = runner;
  }

  @Override
  public RemediationProgress progress(String remediation) {
    return loop.progress(new RemediationId(remediation));
  }

  @Override
  public RemediationProgress evaluatePolicy(String remediation) {
    var evaluated = ensure(remediation, state -> policy.evaluate(state));
    return evaluated.phase() == Phase.EVALUATED && evaluated.dueAt() == null
        ? requestApproval(remediation)
        : evaluated;
  }

  @Override
  public RemediationProgress requestApproval(String remediation) {
    return ensure(remediation, state -> new RequestApproval(state.dossier().remediation()));
  }

  @Override
  public RemediationProgress remind(String remediation) {
    return ensure(remediation, state -> new RemindApprovers(state.dossier().remediation()));
  }

  @Override
  public RemediationProgress escalate(String remediation) {
    return ensure(remediation, state -> new EscalateApproval(state.dossier().remediation()));
  }

  @Override
  public RemediationProgress expire(String remediation) {
    return ensure(remediation, state -> new ExpireApproval(state.dossier().remediation()));
  }

  @Override
  public RemediationProgress startExecution(String remediation) {
    return run(remediation, Remediation.Approved.class);
  }

  @Override
  public RemediationProgress performStep(String remediation) {
    return run(remediation, Remediation.Executing.class);
  }

  @Override
  public RemediationProgress verify(String remediation) {
    return run(remediation, Remediation.Verifying.class);
  }

  @Override
  public RemediationProgress rollBackStep(String remediation) {
    return run(remediation, Remediation.RollingBack.class);
  }

  @Override
  public RemediationProgress finish(String remediation) {
    return ensure(
        remediation,
        state -> new CompleteRemediation(state.dossier().remediation(), state.epoch()));
  }

  /** One turn of its course, unless it isn't in that phase any more. */
  private RemediationProgress run(String remediation, Class<? extends Remediation.Known> phase) {
    var id = new RemediationId(remediation);
    var state = loop.state(id);
    if (!phase.isInstance(state)) {
      return loop.progress(id);
    }
    var running = phase.cast(state);
    return loop.attempt(running, () -> runner.run(running));
  }

  private RemediationProgress ensure(
      String remediation, Function<Remediation.Known, RemediationCommand> wanted) {
    var id = new RemediationId(remediation);
    return loop.state(id) instanceof Remediation.Known known
        ? loop.attempt(
            known,
            () ->
                loop.send(known, wanted.apply(known))
                    .map(code -> loop.refused(known, code))
                    .orElseGet(() -> new Proceed("it was sent")))
        : loop.progress(id);
  }
}
