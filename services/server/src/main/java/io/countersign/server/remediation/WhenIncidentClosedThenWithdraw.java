package io.countersign.server.remediation;

import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * A closed incident needs no remedy: what still waits for a decision or for its start is withdrawn.
 */
@Component
final class WhenIncidentClosedThenWithdraw implements Automation {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Remediations remediations;
  private final SystemCommands commands;

  WhenIncidentClosedThenWithdraw(
      Ledger ledger, Remediations remediations, SystemCommands commands) {
    this.ledger = ledger;
    this.remediations = remediations;
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
      awaitViews(recorded.position());
      var request = new Page.Request(null, Page.MOST);
      var filter = new Remediations.Filter(null, event.incident().value());
      remediations.list(filter, request).items().stream()
          .filter(WhenIncidentClosedThenWithdraw::waits)
          .forEach(row -> withdraw(row, reason));
    }
  }

  private static boolean waits(Remediations.Row row) {
    return switch (row.state()) {
      case PROPOSED, AWAITING_APPROVAL, APPROVED -> true;
      case EXECUTING,
          VERIFYING,
          ROLLING_BACK,
          COMPLETED,
          ROLLED_BACK,
          ABANDONED,
          EXPIRED,
          DENIED,
          WITHDRAWN ->
          false;
    };
  }

  private void withdraw(Remediations.Row row, Withdrawn.Reason reason) {
    var command =
        new WithdrawRemediation(new RemediationId(row.id()), reason, "the incident is closed");
    var _ = commands.send(command, row.incident());
  }

  private void awaitViews(long position) {
    if (!ledger.awaitViews(position, PATIENCE)) {
      throw new IllegalStateException("the views lag behind");
    }
  }
}
