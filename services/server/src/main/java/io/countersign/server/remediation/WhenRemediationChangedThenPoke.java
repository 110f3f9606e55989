package io.countersign.server.remediation;

import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.TemporalEngine;
import io.countersign.workflows.incident.IncidentWorkflow;
import io.countersign.workflows.remediation.RemediationWorkflow;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that wakes the loop of a remediation that something happened to, and that of its
 * incident, which waits for it.
 */
@Component
final class WhenRemediationChangedThenPoke implements Automation {
  private final Ledger ledger;
  private final TemporalEngine engine;
  private final Remediations remediations;

  WhenRemediationChangedThenPoke(Ledger ledger, TemporalEngine engine, Remediations remediations) {
    this.ledger = ledger;
    this.engine = engine;
    this.remediations = remediations;
  }

  @Override
  public void begin(String url) {
    ledger.automation(
        "poke-remediation-loops",
        Set.of(
            RemediationEvent.Proposed.class,
            RemediationEvent.Approved.class,
            RemediationEvent.ApprovalDenied.class,
            RemediationEvent.ApprovalRevoked.class,
            RemediationEvent.Withdrawn.class,
            RemediationEvent.StopRequested.class,
            RemediationEvent.Completed.class),
        this::poke);
  }

  private void poke(RecordedEvent recorded) {
    if (recorded.event() instanceof RemediationEvent event) {
      var id = event.remediation().value();
      engine.poke(RemediationWorkflow.TYPE, id);
      remediations.find(id).ifPresent(row -> engine.poke(IncidentWorkflow.TYPE, row.incident()));
    }
  }
}
