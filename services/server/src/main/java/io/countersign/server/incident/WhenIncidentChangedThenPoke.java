package io.countersign.server.incident;

import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.TemporalEngine;
import io.countersign.workflows.incident.IncidentWorkflow;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that wakes the loop of an incident that something happened to. A poke carries
 * nothing: the loop asks the ledger. One that gets lost is made up for by the sweep.
 */
@Component
final class WhenIncidentChangedThenPoke implements Automation {
  private final Ledger ledger;
  private final TemporalEngine engine;

  WhenIncidentChangedThenPoke(Ledger ledger, TemporalEngine engine) {
    this.ledger = ledger;
    this.engine = engine;
  }

  @Override
  public void begin(String url) {
    ledger.automation(
        "poke-incident-loops",
        Set.of(
            IncidentEvent.Opened.class,
            IncidentEvent.AlertAttached.class,
            IncidentEvent.Resolved.class,
            IncidentEvent.Merged.class,
            IncidentEvent.Reopened.class),
        this::poke);
  }

  private void poke(RecordedEvent recorded) {
    if (recorded.event() instanceof IncidentEvent event) {
      engine.poke(IncidentWorkflow.TYPE, event.incident().value());
    }
  }
}
