package io.countersign.server.incident;

import io.countersign.domain.Answer;
import io.countersign.domain.diagnosis.VerifiedRemedies;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations.Row;
import io.countersign.server.diagnosis.DiagnosisRun;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.server.diagnosis.RecoveryProbes;
import io.countersign.server.planning.IncidentRemediations;
import io.countersign.server.planning.RemedyAttempts;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks whether an open incident may be closed: a verified remedy, or a fault that went by itself.
 * What is asked for then is judged by the deciders; here is only what is worth asking.
 */
final class IncidentWatch {
  /** How often to look while an end is near. */
  static final Duration PACE = Duration.ofSeconds(1);

  /** How often to look while somebody else has to move. */
  static final Duration UNHURRIED = Duration.ofSeconds(5);

  /** How long alerts may go on firing after a verified remedy. */
  private static final Duration ECHO = Duration.ofMinutes(5);

  /** What suffered needs a moment longer than what was mended. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  /** How long something may look unhealthy after a remedy without a cause that stands out. */
  private static final Duration UNCLEAR_AT_MOST = Duration.ofSeconds(60);

  /** How long after an undecided diagnosis it's worth another look. */
  private static final Duration SECOND_LOOKS = Duration.ofMinutes(3);

  /** What was seen. */
  enum Sight {
    /** The end is near: look again soon. */
    LOOK_AGAIN,
    /** Somebody else has to move first. */
    WAIT,
    RECOMMEND,
    CLOSED
  }

  private final SystemCommands commands;
  private final IncidentRemediations remediations;
  private final IncidentInbox inbox;
  private final DiagnosisRun diagnosing;
  private final ProbeMeasurement probing;
  private final RecoveryProbes probes;

  IncidentWatch(
      SystemCommands commands,
      IncidentRemediations remediations,
      IncidentInbox inbox,
      DiagnosisRun diagnosing,
      ProbeMeasurement probing,
      RecoveryProbes probes) {
    this.commands = commands;
    this.remediations = remediations;
    this.inbox = inbox;
    this.diagnosing = diagnosing;
    this.probing = probing;
    this.probes = probes;
  }

  /** What verified remedies of this incident acted upon. */
  VerifiedRemedies remedied(Incident.Open incident) {
    return remediations.attempts(incident.id()).remedied();
  }

  Sight look(Incident.Open incident) {
    var attempts = remediations.attempts(incident.id());
    boolean firing = firing(incident);
    return attempts
        .latest()
        .map(row -> look(incident, row, attempts, firing))
        .orElseGet(() -> firing ? undecided(incident, attempts) : recover(incident, false));
  }

  private Sight look(Incident.Open incident, Row row, RemedyAttempts attempts, boolean firing) {
    return switch (row.state()) {
      case PROPOSED, AWAITING_APPROVAL, APPROVED -> withdrawIfGone(incident, row, firing);
      case EXECUTING, VERIFYING, ROLLING_BACK -> Sight.WAIT;
      case COMPLETED -> firing ? echo(incident, row, attempts) : resolve(incident, row);
      case ROLLED_BACK, ABANDONED -> inVain(incident, row, attempts, firing);
      case EXPIRED, DENIED -> {
        escalate(incident, row);
        yield recover(incident, firing);
      }
      case WITHDRAWN -> afterWithdrawal(incident, row, attempts, firing);
    };
  }

  private Sight afterWithdrawal(
      Incident.Open incident, Row row, RemedyAttempts attempts, boolean firing) {
    var reason = row.withdrawal();
    if (reason == null) {
      return recover(incident, firing);
    }
    return switch (reason) {
      case DRIFTED -> incident.findings().escalated() ? recover(incident, firing) : Sight.RECOMMEND;
      case POLICY_FORBIDS -> {
        escalate(incident, row);
        yield recover(incident, firing);
      }
      case NO_LONGER_NEEDED ->
          firing ? stillTheMatter(incident, row, attempts) : recover(incident, false);
      case SUPERSEDED -> recover(incident, firing);
    };
  }

  /** What didn't help is looked at afresh at once: the next remedy may be known already. */
  private Sight inVain(Incident.Open incident, Row row, RemedyAttempts attempts, boolean firing) {
    if (firing && RemedyAttempts.inVain(row) && !attempts.diagnosedSince(row)) {
      diagnosing.record(incident, diagnosing.afterwards(incident, attempts.remedied()));
      return Sight.RECOMMEND;
    }
    escalate(incident, row);
    return recover(incident, firing);
  }

  /** A first look may come too early to tell: it's worth another one for a while. */
  private Sight undecided(Incident.Open incident, RemedyAttempts attempts) {
    boolean unsure = incident.diagnosis().filter(it -> it.cause().isEmpty()).isPresent();
    boolean early = commands.now().isBefore(attempts.diagnosedAt().plus(SECOND_LOOKS));
    return unsure && early ? decide(incident, VerifiedRemedies.NOTHING) : Sight.WAIT;
  }

  private Sight decide(Incident.Open incident, VerifiedRemedies remedied) {
    var seen = diagnosing.afterwards(incident, remedied);
    if (seen.diagnosis().cause().isEmpty()) {
      return Sight.WAIT;
    }
    diagnosing.record(incident, seen);
    return Sight.RECOMMEND;
  }

  private boolean firing(Incident.Open incident) {
    return inbox.find(incident.id().value()).map(i -> i.incident().firing() > 0).orElse(true);
  }

  /** By the plan's own probes as well: they ask about what was wrong, such as being slow. */
  private Sight withdrawIfGone(Incident.Open incident, Row row, boolean firing) {
    var wanted =
        Stream.concat(probes.of(incident.alerts()).stream(), row.plan().probes().stream()).toList();
    if (firing || !ProbeMeasurement.allHold(probing.measure(wanted, commands.now()))) {
      return firing ? Sight.WAIT : Sight.LOOK_AGAIN;
    }
    var withdraw =
        new WithdrawRemediation(
            new RemediationId(row.id()),
            Withdrawn.Reason.NO_LONGER_NEEDED,
            "the alerts are resolved and the probes hold");
    var _ = commands.send(withdraw, incident.id().value());
    return Sight.LOOK_AGAIN;
  }

  /** Alerts end a little after the fault; those that go on firing for minutes are for a person. */
  private Sight echo(Incident.Open incident, Row row, RemedyAttempts attempts) {
    if (since(row).compareTo(ECHO) > 0) {
      escalate(incident, "the remedy was verified, but alerts of the incident still fire");
      return Sight.WAIT;
    }
    return stillTheMatter(incident, row, attempts);
  }

  /**
   * Alerts that still fire may be late, or there is a second fault behind the first. The signals
   * tell: nothing unhealthy means to wait, a cause that stands out is treated at once, and what
   * stays unclear is for a person.
   */
  private Sight stillTheMatter(Incident.Open incident, Row row, RemedyAttempts attempts) {
    boolean early = since(row).compareTo(AFTERWARDS) < 0;
    if (early || (attempts.diagnosedSince(row) && incident.findings().escalated())) {
      return Sight.WAIT;
    }
    var seen = diagnosing.afterwards(incident, attempts.remedied());
    var diagnosis = seen.diagnosis();
    boolean unclear =
        !diagnosis.findsNothingUnhealthy() && since(row).compareTo(UNCLEAR_AT_MOST) > 0;
    if (diagnosis.cause().isEmpty() && !unclear) {
      return Sight.WAIT;
    }
    diagnosing.record(incident, seen);
    return Sight.RECOMMEND;
  }

  private Duration since(Row row) {
    var closedAt = row.closedAt();
    return closedAt == null ? Duration.ZERO : Duration.between(closedAt, commands.now());
  }

  private Sight resolve(Incident.Open incident, Row row) {
    return closed(
        commands.send(new ResolveRemedied(incident.id(), row.id()), incident.id().value()));
  }

  private Sight recover(Incident.Open incident, boolean firing) {
    var wanted = probes.of(incident.alerts());
    if (firing || wanted.isEmpty()) {
      // Without a probe nothing can tell that it's over: a commander has to sign for it.
      return Sight.WAIT;
    }
    var readings = probing.measure(wanted, commands.now());
    if (!ProbeMeasurement.allHold(readings)) {
      return Sight.LOOK_AGAIN;
    }
    return closed(
        commands.send(new RecoverIncident(incident.id(), readings), incident.id().value()));
  }

  private static Sight closed(Answer answer) {
    return answer instanceof Answer.Refused ? Sight.WAIT : Sight.CLOSED;
  }

  private void escalate(Incident.Open incident, Row row) {
    var ended = "remediation " + row.id() + " ended: " + row.state();
    escalate(incident, Optional.ofNullable(row.because()).orElse(ended));
  }

  private void escalate(Incident.Open incident, String reason) {
    if (incident.findings().escalated()) {
      return;
    }
    var _ =
        commands.send(
            new EscalateIncident(incident.id(), incident.findings().number(), reason),
            incident.id().value());
  }
}
