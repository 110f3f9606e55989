package io.countersign.server.incident;

import io.countersign.connectors.spi.DryRun;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.incident.Cause;
import io.countersign.domain.incident.Diagnosis;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.Thresholds;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.Succession;
import io.countersign.domain.remediation.Treatment;
import io.countersign.domain.remediation.Tried;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.Remediations.Row;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the latest diagnosis into a proposal, leaves the one that stands, or calls a person. */
final class Recommending {
  /** When to try again where the target could not be asked. */
  static final Duration AGAIN = Duration.ofSeconds(5);

  /** An escalation is read by people: what is longer is in the diagnosis. */
  private static final int LONGEST = 2000;

  private final Ledger ledger;
  private final SystemCommands commands;
  private final RemediationsOf remediations;
  private final Planning planning;
  private final Thresholds thresholds;

  Recommending(
      Ledger ledger,
      SystemCommands commands,
      RemediationsOf remediations,
      Planning planning,
      Thresholds thresholds) {
    this.ledger = ledger;
    this.commands = commands;
    this.remediations = remediations;
    this.planning = planning;
    this.thresholds = thresholds;
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
    var attempts = remediations.attempts(incident.id());
    var latest = attempts.latest();
    var diagnosis = incident.diagnosis();
    if (diagnosis.isEmpty()
        || latest.filter(row -> remedied(row, attempts, diagnosis.get())).isPresent()) {
      return true;
    }
    var topology = planning.topology();
    var causes = Treatment.order(diagnosis.get(), topology, thresholds, attempts.anyInVain());
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
  private static boolean remedied(Row row, Attempts attempts, Diagnosis diagnosis) {
    return row.state() == Remediations.State.COMPLETED
        && (!attempts.diagnosedSince(row) || diagnosis.findsNothingUnhealthy());
  }

  private static boolean underWay(Row row) {
    return row.closedAt() == null;
  }

  /** Of two causes one is treated after the other: a proposal isn't given up for the second. */
  private boolean mayGoOn(Row row, Diagnosis diagnosis, Cause next) {
    return underWay(row)
        && Treatment.stillStands(row.plan(), diagnosis, thresholds, next, planning.topology());
  }

  private boolean recommend(Incident.Open incident, List<Cause> causes, Attempts attempts) {
    var against = new ArrayList<String>();
    for (var cause : causes) {
      switch (planning.offer(incident, cause, attempts.tried())) {
        case Planning.Offer.Unasked _ -> {
          return false;
        }
        case Planning.Offer.Nothing(var why) ->
            why.forEach(reason -> against.add(named(cause) + ": " + reason));
        case Planning.Offer.Chosen chosen -> {
          return propose(incident, chosen, attempts.rows());
        }
      }
    }
    return attempts.latest().filter(Recommending::underWay).isPresent()
        || escalate(incident, "no runbook fits: " + String.join("; ", against) + lessons(attempts));
  }

  private boolean propose(
      Incident.Open incident, Planning.Offer.Chosen chosen, List<Row> standing) {
    var latest = standing.stream().findFirst();
    var move =
        latest
            .map(
                row ->
                    Succession.judge(
                        ledger.remediation(new RemediationId(row.id())), chosen.plan()))
            .orElse(Succession.Move.PROPOSE);
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
      Incident.Open incident, Planning.Offer.Chosen chosen, int attempt) {
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

  private static String nothingSure(Diagnosis diagnosis, List<Tried> tried) {
    var causes =
        diagnosis.causes().stream()
            .limit(3)
            .map(cause -> named(cause) + " (score " + cause.score() + ")")
            .collect(Collectors.joining(", "));
    return "the cause is unknown: no cause stands out"
        + (causes.isEmpty() ? "" : "; considered: " + causes)
        + (tried.isEmpty() ? "" : "; " + words(tried));
  }

  private static String lessons(Attempts attempts) {
    var tried = attempts.tried();
    return tried.isEmpty() ? "" : "; " + words(tried);
  }

  private static String words(List<Tried> tried) {
    return tried.stream().map(Tried::lesson).collect(Collectors.joining("; "));
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
