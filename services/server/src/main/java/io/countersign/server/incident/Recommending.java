package io.countersign.server.incident;

import io.countersign.connectors.spi.ActionExecutor;
import io.countersign.connectors.spi.DryRun;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.incident.Cause;
import io.countersign.domain.incident.Diagnosis;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.remediation.Plan;
import io.countersign.domain.remediation.PlanOutcome;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.Succession;
import io.countersign.domain.remediation.TargetState;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.config.Connections;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.util.List;

/** Turns the latest diagnosis into a proposal, leaves the one that stands, or calls a person. */
final class Recommending {
  /** When to try again where the target could not be asked. */
  static final Duration AGAIN = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final SystemCommands commands;
  private final Connections connections;
  private final RemediationsOf remediations;
  private final Planning planning;

  Recommending(
      Ledger ledger,
      SystemCommands commands,
      Connections connections,
      RemediationsOf remediations,
      Planning planning) {
    this.ledger = ledger;
    this.commands = commands;
    this.connections = connections;
    this.remediations = remediations;
    this.planning = planning;
  }

  /** Whether the record shows what came of the latest diagnosis. */
  boolean isDone(Incident.Open incident) {
    return incident.findings().escalated()
        || remediations.all(incident.id()).stream()
            .anyMatch(r -> r.diagnosis() == incident.findings().number());
  }

  /**
   * @return false if the target could not be asked: try again
   */
  boolean recommend(Incident.Open incident) {
    var standing = remediations.all(incident.id());
    var latest = standing.stream().findFirst();
    if (latest.filter(row -> remedied(incident, row)).isPresent()) {
      return true;
    }
    var cause = incident.diagnosis().flatMap(Diagnosis::cause);
    if (cause.isEmpty()) {
      return latest.filter(Recommending::underWay).isPresent()
          || escalate(incident, "the cause is unknown: no cause stands out");
    }
    return recommend(incident, cause.get(), standing);
  }

  /** Alerts that began before the fix was verified are its echoes. */
  private static boolean remedied(Incident.Open incident, Remediations.Row row) {
    return row.state() == Remediations.State.COMPLETED
        && row.closedAt() != null
        && incident.alerts().stream().noneMatch(a -> a.startsAt().isAfter(row.closedAt()));
  }

  private static boolean underWay(Remediations.Row row) {
    return row.closedAt() == null;
  }

  private boolean recommend(Incident.Open incident, Cause cause, List<Remediations.Row> standing) {
    var executors =
        connections.executors().stream().filter(e -> e.handles(cause.entity())).toList();
    if (executors.isEmpty()) {
      return escalate(incident, "no executor is configured for " + cause.entity());
    }
    var executor = executors.getFirst();
    return switch (executor.read(cause.entity())) {
      case Outcome.Ok<TargetState>(var observed) ->
          propose(incident, cause, executor, observed, standing);
      case Outcome.Failed<TargetState> failed when failed.category().retryable() -> false;
      case Outcome.Failed<TargetState> failed ->
          escalate(incident, executor.name() + " can't read the target: " + failed.code());
    };
  }

  private boolean propose(
      Incident.Open incident,
      Cause cause,
      ActionExecutor executor,
      TargetState observed,
      List<Remediations.Row> standing) {
    return switch (planning.plan(incident, cause, executor, observed)) {
      case PlanOutcome.DoesNotFit(var why) ->
          standing.stream().findFirst().filter(Recommending::underWay).isPresent()
              || escalate(incident, "no runbook fits: " + String.join("; ", why));
      case PlanOutcome.Planned planned -> propose(incident, executor, planned.plan(), standing);
    };
  }

  private boolean propose(
      Incident.Open incident, ActionExecutor executor, Plan plan, List<Remediations.Row> standing) {
    var latest = standing.stream().findFirst();
    var move =
        latest
            .map(row -> Succession.judge(ledger.remediation(new RemediationId(row.id())), plan))
            .orElse(Succession.Move.PROPOSE);
    return switch (move) {
      case KEEP -> true;
      case WAIT -> false;
      case LEAVE_TO_A_PERSON ->
          escalate(incident, "the same remedy was turned down or didn't help before");
      case PROPOSE -> dryRunAndPropose(incident, executor, plan, standing.size() + 1);
      case SUPERSEDE -> {
        withdraw(latest.orElseThrow(), incident);
        yield dryRunAndPropose(incident, executor, plan, standing.size() + 1);
      }
    };
  }

  private void withdraw(Remediations.Row row, Incident.Open incident) {
    var command =
        new WithdrawRemediation(
            new RemediationId(row.id()),
            Withdrawn.Reason.SUPERSEDED,
            "diagnosis " + incident.findings().number() + " leads to another plan");
    var _ = commands.send(command, incident.id().value());
  }

  private boolean dryRunAndPropose(
      Incident.Open incident, ActionExecutor executor, Plan plan, int attempt) {
    return switch (planning.dryRun(executor, plan)) {
      case Outcome.Ok<DryRun>(var dryRun) -> {
        propose(incident, planning.with(plan, dryRun), attempt);
        yield true;
      }
      case Outcome.Failed<DryRun> failed
          when failed.category().retryable() || failed.code() == FailureCode.STALE ->
          false;
      case Outcome.Failed<DryRun> failed ->
          escalate(incident, "the dry run was refused: " + failed.code() + " " + failed.message());
    };
  }

  private void propose(Incident.Open incident, Plan plan, int attempt) {
    var id = RemediationId.of(incident.id(), plan.proposalDigest(), attempt);
    var _ =
        commands.send(
            new ProposeRemediation(id, incident.findings().number(), plan), incident.id().value());
  }

  private boolean escalate(Incident.Open incident, String reason) {
    var bounded = reason.length() > 1000 ? reason.substring(0, 1000) : reason;
    var _ =
        commands.send(
            new EscalateIncident(incident.id(), incident.findings().number(), bounded),
            incident.id().value());
    return true;
  }
}
