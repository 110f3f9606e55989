package io.countersign.server.planning;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.planning.CauseOrder;
import io.countersign.domain.planning.FailedRemedy;
import io.countersign.domain.remediation.ProposalSuccession;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.Remediations.Row;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the latest diagnosis into a proposal, leaves the one that stands, or calls a person. */
public final class Recommending {
  /** When to try again where the target could not be asked. */
  public static final Duration AGAIN = Duration.ofSeconds(5);

  /** An escalation is read by people: what is longer is in the diagnosis. */
  private static final int LONGEST = 2000;

  private final Ledger ledger;
  private final SystemCommands commands;
  private final IncidentRemediations remediations;
  private final PlanPreparation planning;
  private final Thresholds thresholds;

  public Recommending(
      Ledger ledger,
      SystemCommands commands,
      IncidentRemediations remediations,
      PlanPreparation planning,
      Thresholds thresholds) {
    this.ledger = ledger;
    this.commands = commands;
    this.remediations = remediations;
    this.planning = planning;
    this.thresholds = thresholds;
  }

  /** Whether the record shows what came of the latest diagnosis. */
  public boolean isDone(Incident.Open incident) {
    return incident.findings().escalated()
        || remediations.all(incident.id()).stream()
            .anyMatch(r -> r.diagnosis() == incident.findings().number());
  }

  /**
   * @return false if the target could not be asked: try again
   */
  public boolean recommend(Incident.Open incident) {
    var attempts = remediations.attempts(incident.id());
    var latest = attempts.latest();
    var diagnosis = incident.diagnosis();
    if (diagnosis.isEmpty()
        || latest.filter(row -> remedied(row, attempts, diagnosis.get())).isPresent()) {
      return true;
    }
    var topology = planning.topology();
    var causes = CauseOrder.order(diagnosis.get(), topology, thresholds, attempts.anyInVain());
    if (causes.isEmpty()) {
      return latest.filter(Recommending::underWay).isPresent()
          || escalate(incident, nothingSure(diagnosis.get(), attempts.tried()));
    }
    if (latest.filter(row -> mayGoOn(row, diagnosis.get(), causes.getFirst())).isPresent()) {
      return true;
    }
    return recommend(incident, causes, attempts);
  }

  /** A verified remedy is enough, unless what was seen since then says otherwise. */
  private static boolean remedied(Row row, RemedyAttempts attempts, Diagnosis diagnosis) {
    return row.state() == Remediations.State.COMPLETED
        && (!attempts.diagnosedSince(row) || diagnosis.findsNothingUnhealthy());
  }

  private static boolean underWay(Row row) {
    return row.closedAt() == null;
  }

  /** Of two causes one is treated after the other: a proposal isn't given up for the second. */
  private boolean mayGoOn(Row row, Diagnosis diagnosis, Cause next) {
    return underWay(row)
        && CauseOrder.stillStands(row.plan(), diagnosis, thresholds, next, planning.topology());
  }

  private boolean recommend(Incident.Open incident, List<Cause> causes, RemedyAttempts attempts) {
    var against = new ArrayList<String>();
    for (var cause : causes) {
      switch (planning.offer(incident, cause, attempts.tried())) {
        case PlanPreparation.Offer.Unasked _ -> {
          return false;
        }
        case PlanPreparation.Offer.Nothing(var why) ->
            why.forEach(reason -> against.add(named(cause) + ": " + reason));
        case PlanPreparation.Offer.Chosen chosen -> {
          return propose(incident, chosen, attempts.rows());
        }
      }
    }
    return attempts.latest().filter(Recommending::underWay).isPresent()
        || escalate(incident, "no runbook fits: " + String.join("; ", against) + lessons(attempts));
  }

  private boolean propose(
      Incident.Open incident, PlanPreparation.Offer.Chosen chosen, List<Row> standing) {
    var latest = standing.stream().findFirst();
    var move =
        latest
            .map(
                row ->
                    ProposalSuccession.judge(
                        ledger.remediation(new RemediationId(row.id())), chosen.plan()))
            .orElse(ProposalSuccession.Move.PROPOSE);
    return switch (move) {
      case KEEP -> true;
      case WAIT -> false;
      case LEAVE_TO_A_PERSON ->
          escalate(incident, "the same remedy was turned down or didn't help before");
      case PROPOSE -> dryRunAndPropose(incident, chosen, standing.size() + 1);
      case SUPERSEDE -> {
        withdraw(latest.orElseThrow(), incident);
        yield dryRunAndPropose(incident, chosen, standing.size() + 1);
      }
    };
  }

  private void withdraw(Row row, Incident.Open incident) {
    var command =
        new WithdrawRemediation(
            new RemediationId(row.id()),
            Withdrawn.Reason.SUPERSEDED,
            "diagnosis " + incident.findings().number() + " leads to another plan");
    var _ = commands.send(command, incident.id().value());
  }

  private boolean dryRunAndPropose(
      Incident.Open incident, PlanPreparation.Offer.Chosen chosen, int attempt) {
    return switch (planning.dryRun(chosen.executor(), chosen.plan())) {
      case Outcome.Ok<DryRun>(var dryRun) -> {
        var plan = planning.with(chosen.plan(), dryRun);
        var id = RemediationId.of(incident.id(), plan.proposalDigest(), attempt);
        var number = incident.findings().number();
        var _ =
            commands.send(
                new ProposeRemediation(id, number, plan, chosen.considered()),
                incident.id().value());
        yield true;
      }
      case Outcome.Failed<DryRun> failed
          when failed.category().retryable() || failed.code() == FailureCode.STALE ->
          false;
      case Outcome.Failed<DryRun> failed ->
          escalate(incident, "the dry run was refused: " + failed.code() + " " + failed.message());
    };
  }

  private static String nothingSure(Diagnosis diagnosis, List<FailedRemedy> tried) {
    var causes =
        diagnosis.causes().stream()
            .limit(3)
            .map(cause -> named(cause) + " (score " + cause.score() + ")")
            .collect(Collectors.joining(", "));
    return "the cause is unknown: no cause stands out"
        + (causes.isEmpty() ? "" : "; considered: " + causes)
        + (tried.isEmpty() ? "" : "; " + words(tried));
  }

  private static String lessons(RemedyAttempts attempts) {
    var tried = attempts.tried();
    return tried.isEmpty() ? "" : "; " + words(tried);
  }

  private static String words(List<FailedRemedy> tried) {
    return tried.stream().map(FailedRemedy::lesson).collect(Collectors.joining("; "));
  }

  private static String named(Cause cause) {
    return cause.kind() + " of " + cause.entity();
  }

  private boolean escalate(Incident.Open incident, String reason) {
    var bounded = reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
    var _ =
        commands.send(
            new EscalateIncident(incident.id(), incident.findings().number(), bounded),
            incident.id().value());
    return true;
  }
}
