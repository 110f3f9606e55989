package io.countersign.server.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.workflows.remediation.RemediationActivities;
import io.countersign.workflows.remediation.RemediationProgress;
import java.util.function.Function;

/**
 * The arms of the remediation loop. Each one reads the ledger first; all judging is the deciders'.
 */
public final class RemediationActivitiesImpl implements RemediationActivities {
  private final RemediationDriver loop;
  private final PolicyEvaluation policy;
  private final ExecutionStart start;
  private final StepExecution steps;
  private final Verification verification;

  RemediationActivitiesImpl(
      RemediationDriver loop,
      PolicyEvaluation policy,
      ExecutionStart start,
      StepExecution steps,
      Verification verification) {
    this.loop = loop;
    this.policy = policy;
    this.start = start;
    this.steps = steps;
    this.verification = verification;
  }

  @Override
  public RemediationProgress progress(String remediation) {
    return loop.progress(new RemediationId(remediation));
  }

  @Override
  public RemediationProgress evaluatePolicy(String remediation) {
    return ensure(remediation, state -> policy.evaluate(state));
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
    return start.start(new RemediationId(remediation));
  }

  @Override
  public RemediationProgress performStep(String remediation) {
    var id = new RemediationId(remediation);
    return loop.state(id) instanceof Remediation.Executing executing
        ? steps.next(id, executing)
        : loop.progress(id);
  }

  @Override
  public RemediationProgress verify(String remediation) {
    return verification.verify(new RemediationId(remediation));
  }

  @Override
  public RemediationProgress rollBackStep(String remediation) {
    var id = new RemediationId(remediation);
    if (!(loop.state(id) instanceof Remediation.RollingBack back) || back.restored()) {
      return loop.progress(id);
    }
    return back.next().isEmpty() ? verification.verifyRollback(id, back) : steps.next(id, back);
  }

  @Override
  public RemediationProgress finish(String remediation) {
    return ensure(remediation, state -> new CompleteRemediation(state.dossier().remediation()));
  }

  private RemediationProgress ensure(
      String remediation, Function<Remediation.Known, RemediationCommand> wanted) {
    var id = new RemediationId(remediation);
    if (loop.state(id) instanceof Remediation.Known known) {
      var _ = loop.send(known, wanted.apply(known));
    }
    return loop.progress(id);
  }
}
