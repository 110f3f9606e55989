package io.countersign.server.temporal;

import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.Remediations;
import java.util.Set;

/**
 * Wakes the loop that an event matters to. A poke carries nothing: the loop asks the ledger. A poke
 * that gets lost is made up for by the sweep.
 */
public final class WhenRecordedThenPoke {
  private final TemporalEngine engine;
  private final Remediations remediations;

  private WhenRecordedThenPoke(TemporalEngine engine, Remediations remediations) {
    this.engine = engine;
    this.remediations = remediations;
  }

  /** Begins to listen. */
  public static void register(Ledger ledger, TemporalEngine engine, Remediations remediations) {
    var automation = new WhenRecordedThenPoke(engine, remediations);
    ledger.automation(
        "poke-incident-loops",
        Set.of(
            IncidentEvent.Opened.class,
            IncidentEvent.AlertAttached.class,
            IncidentEvent.Resolved.class,
            IncidentEvent.Merged.class,
            IncidentEvent.Reopened.class),
        automation::incident);
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
        automation::remediation);
  }

  private void incident(RecordedEvent recorded) {
    if (recorded.event() instanceof IncidentEvent event) {
      engine.pokeIncident(event.incident().value());
    }
  }

  /** The incident waits for its remediation, too. */
  private void remediation(RecordedEvent recorded) {
    if (recorded.event() instanceof RemediationEvent event) {
      engine.pokeRemediation(event.remediation().value());
      remediations
          .find(event.remediation().value())
          .ifPresent(row -> engine.pokeIncident(row.incident()));
    }
  }
}
