package io.countersign.server.remediation;

import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.server.config.Connections;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.workflows.remediation.RemediationProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The gate's first pass: reads anew what was approved, and has the decider judge it. */
final class ExecutionStart {
  private static final Duration LATER = Duration.ofSeconds(5);

  private final RemediationDriver loop;
  private final Connections connections;
  private final ProbeMeasurement probing;
  private final PolicyEvaluation policy;

  ExecutionStart(
      RemediationDriver loop,
      Connections connections,
      ProbeMeasurement probing,
      PolicyEvaluation policy) {
    this.policy = policy;
    this.loop = loop;
    this.connections = connections;
    this.probing = probing;
  }

  RemediationProgress start(RemediationId id) {
    if (!(loop.state(id) instanceof Remediation.Approved approved)) {
      return loop.progress(id);
    }
    var plan = approved.dossier().plan();
    var observed = observe(plan);
    if (observed.isEmpty()) {
      return unreadable(id, approved);
    }
    var before = probing.measure(plan.probes(), loop.commands().now());
    if (!ProbeReading.allAnswered(before)) {
      return unreadable(id, approved);
    }
    var command =
        new StartExecution(id, plan.digest(), observed.get(), before, policy.decide(approved));
    return loop.send(approved, command)
        .map(code -> afterRefusal(id, approved, code))
        .orElseGet(() -> loop.progress(id));
  }

  /** Tried again as long as the approval lasts; then the request expires as unanswered ones do. */
  private RemediationProgress unreadable(RemediationId id, Remediation.Approved approved) {
    var consent = approved.consent();
    if (consent != null && consent.expired(loop.commands().now())) {
      var _ = loop.send(approved, new ExpireApproval(id));
      return loop.progress(id);
    }
    return loop.retry(id, LATER);
  }

  private RemediationProgress afterRefusal(
      RemediationId id, Remediation.Known state, RefusalCode code) {
    return switch (code) {
      case FAULT_GONE ->
          withdraw(id, state, Withdrawn.Reason.NO_LONGER_NEEDED, "the probes hold again");
      case INCIDENT_CLOSED ->
          withdraw(id, state, Withdrawn.Reason.NO_LONGER_NEEDED, "the incident is closed");
      case POLICY_REFUSED ->
          withdraw(id, state, Withdrawn.Reason.POLICY_FORBIDS, "policy forbids it by now");
      case PRECONDITION_DRIFT ->
          withdraw(id, state, Withdrawn.Reason.DRIFTED, "a target isn't as approved any more");
      case APPROVAL_EXPIRED -> {
        var _ = loop.send(state, new ExpireApproval(id));
        yield loop.progress(id);
      }
      default -> loop.retry(id, LATER);
    };
  }

  private RemediationProgress withdraw(
      RemediationId id, Remediation.Known state, Withdrawn.Reason reason, String because) {
    var _ = loop.send(state, new WithdrawRemediation(id, reason, because));
    return loop.progress(id);
  }

  /**
   * The plan's targets as they are now, with the fields that the plan holds; empty if unreadable.
   */
  Optional<List<TargetState>> observe(Plan plan) {
    var observed = new ArrayList<TargetState>();
    for (var planned : plan.targets()) {
      var executor =
          plan.steps().stream()
              .filter(s -> s.target().equals(planned.target()))
              .map(PlannedStep::executor)
              .findFirst()
              .flatMap(connections::executor);
      if (executor.isEmpty()
          || !(executor.get().read(planned.target()) instanceof Outcome.Ok<TargetState>(var now))) {
        return Optional.empty();
      }
      observed.add(now.only(planned.fields().keySet()));
    }
    return Optional.of(observed);
  }
}
