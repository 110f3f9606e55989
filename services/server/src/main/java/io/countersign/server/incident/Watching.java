package io.countersign.server.incident;

import io.countersign.domain.Answer;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.remediation.Probing;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks whether an open incident may be closed: a verified remedy, or a fault that went by itself.
 * What is asked for then is judged by the deciders; here is only what is worth asking.
 */
final class Watching {
  /** How often to look while an end is near. */
  static final Duration PACE = Duration.ofSeconds(1);

  /** How often to look while somebody else has to move. */
  static final Duration UNHURRIED = Duration.ofSeconds(5);

  /** How long alerts may go on firing after a verified remedy. */
  private static final Duration ECHO = Duration.ofMinutes(5);

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
  private final RemediationsOf remediations;
  private final IncidentInbox inbox;
  private final Probing probing;
  private final RecoveryProbes probes;

  Watching(
      SystemCommands commands,
      RemediationsOf remediations,
      IncidentInbox inbox,
      Probing probing,
      RecoveryProbes probes) {
    this.commands = commands;
    this.remediations = remediations;
    this.inbox = inbox;
    this.probing = probing;
    this.probes = probes;
  }

  Sight look(Incident.Open incident) {
    var latest = remediations.latest(incident.id());
    if (latest.isPresent() && latest.get().state() == Remediations.State.WITHDRAWN) {
      return afterWithdrawal(incident, latest.get());
    }
    boolean firing = firing(incident);
    return latest
        .map(row -> look(incident, row, firing))
        .orElseGet(() -> recover(incident, firing));
  }

  private Sight look(Incident.Open incident, Remediations.Row row, boolean firing) {
    return switch (row.state()) {
      case PROPOSED, AWAITING_APPROVAL, APPROVED -> withdrawIfGone(incident, row, firing);
      case EXECUTING, VERIFYING, ROLLING_BACK -> Sight.WAIT;
      case COMPLETED -> firing ? echo(incident, row) : resolve(incident, row);
      case ROLLED_BACK, ABANDONED, EXPIRED, DENIED -> {
        escalate(incident, row);
        yield recover(incident, firing);
      }
      case WITHDRAWN -> recover(incident, firing);
    };
  }

  private Sight afterWithdrawal(Incident.Open incident, Remediations.Row row) {
    var reason = row.withdrawal();
    if (reason == null) {
      return recover(incident, firing(incident));
    }
    return switch (reason) {
      case DRIFTED ->
          incident.findings().escalated() ? recover(incident, firing(incident)) : Sight.RECOMMEND;
      case POLICY_FORBIDS -> {
        escalate(incident, row);
        yield recover(incident, firing(incident));
      }
      case NO_LONGER_NEEDED, SUPERSEDED -> recover(incident, firing(incident));
    };
  }

  private boolean firing(Incident.Open incident) {
    return inbox.find(incident.id().value()).map(i -> i.incident().firing() > 0).orElse(true);
  }

  private Sight withdrawIfGone(Incident.Open incident, Remediations.Row row, boolean firing) {
    if (firing || !Probing.allHold(probing.measure(probes.of(incident.alerts()), commands.now()))) {
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

  /** Alerts end a little after the fault; those that don't are another fault, for a person. */
  private Sight echo(Incident.Open incident, Remediations.Row row) {
    var closedAt = row.closedAt();
    if (closedAt != null && commands.now().isAfter(closedAt.plus(ECHO))) {
      escalate(incident, "the remedy was verified, but alerts of the incident still fire");
      return Sight.WAIT;
    }
    return Sight.LOOK_AGAIN;
  }

  private Sight resolve(Incident.Open incident, Remediations.Row row) {
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
    if (!Probing.allHold(readings)) {
      return Sight.LOOK_AGAIN;
    }
    return closed(
        commands.send(new RecoverIncident(incident.id(), readings), incident.id().value()));
  }

  private static Sight closed(Answer answer) {
    return answer instanceof Answer.Refused ? Sight.WAIT : Sight.CLOSED;
  }

  private void escalate(Incident.Open incident, Remediations.Row row) {
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
