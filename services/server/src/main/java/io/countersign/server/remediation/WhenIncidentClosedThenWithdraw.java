package io.countersign.server.remediation;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.course.IncidentRemedy;
import io.countersign.domain.incident.course.RemedyPhase;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.incident.IncidentCourseReader;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.SystemCommands;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that withdraws what still waits for a decision or for its start when its incident
 * is closed: nothing needs it.
 */
@Component
final class WhenIncidentClosedThenWithdraw implements Automation {
  private final Ledger ledger;
  private final IncidentCourseReader facts;
  private final SystemCommands commands;

  WhenIncidentClosedThenWithdraw(
      Ledger ledger, IncidentCourseReader facts, SystemCommands commands) {
    this.ledger = ledger;
    this.facts = facts;
    this.commands = commands;
  }

  @Override
  public void begin(String url) {
    ledger.automation(
        "withdraw-of-closed-incidents",
        Set.of(
            IncidentEvent.Resolved.class,
            IncidentEvent.Recovered.class,
            IncidentEvent.Merged.class),
        this::handle);
  }

  private void handle(RecordedEvent recorded) {
    if (recorded.event() instanceof IncidentEvent event) {
      var reason =
          event instanceof IncidentEvent.Merged
              ? Withdrawn.Reason.SUPERSEDED
              : Withdrawn.Reason.NO_LONGER_NEEDED;
      facts.remedies(event.incident()).remedies().stream()
          .filter(remedy -> remedy.phase() == RemedyPhase.WAITING)
          .forEach(remedy -> withdraw(remedy, event.incident(), reason));
    }
  }

  private void withdraw(IncidentRemedy remedy, IncidentId incident, Withdrawn.Reason reason) {
    var id = new RemediationId(remedy.remediation());
    var command = new WithdrawRemediation(id, reason, "the incident is closed");
    var _ = commands.send(command, incident.value());
  }
}
