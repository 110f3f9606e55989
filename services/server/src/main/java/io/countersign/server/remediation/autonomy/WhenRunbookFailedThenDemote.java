package io.countersign.server.remediation.autonomy;

import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.DemoteRunbook;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.SystemCommands;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that records which promotions a failure ended. They ended with it already: the
 * gate goes by what was written in the failure's own commit.
 */
@Component
final class WhenRunbookFailedThenDemote implements Automation {
  private final Ledger ledger;
  private final RunbookAutonomy autonomy;
  private final SystemCommands commands;

  WhenRunbookFailedThenDemote(Ledger ledger, RunbookAutonomy autonomy, SystemCommands commands) {
    this.ledger = ledger;
    this.autonomy = autonomy;
    this.commands = commands;
  }

  @Override
  public void begin(String url) {
    ledger.automation(
        "demotion-of-runbooks",
        Set.of(
            RemediationEvent.VerificationFailed.class,
            RemediationEvent.StepFailed.class,
            RemediationEvent.RollbackStarted.class,
            RemediationEvent.Completed.class),
        this::handle);
  }

  private void handle(RecordedEvent recorded) {
    if (recorded.event() instanceof RemediationEvent event) {
      autonomy.standings().stream()
          .filter(it -> event.remediation().value().equals(it.endedBy()))
          .forEach(it -> demote(it, event.remediation(), recorded));
    }
  }

  private void demote(
      RunbookAutonomy.Standing ended, RemediationId failed, RecordedEvent recorded) {
    var promotion = ended.promotion();
    var command =
        new DemoteRunbook(
            promotion.runbook(), promotion.environment(), "it failed", failed, recorded.at());
    var _ = commands.send(command, failed.value());
  }
}
