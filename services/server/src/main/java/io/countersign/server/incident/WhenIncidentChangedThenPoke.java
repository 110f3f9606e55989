package io.countersign.server.incident;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.incident.IncidentCourseReader;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.TemporalEngine;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that wakes the loop of an incident that something happened to, or to its alerts. A
 * poke carries nothing: the loop asks the ledger. One that gets lost is made up for by the sweep.
 */
@Component
final class WhenIncidentChangedThenPoke implements Automation {
  private final Ledger ledger;
  private final IncidentCourseReader incidents;
  private final TemporalEngine engine;

  WhenIncidentChangedThenPoke(
      Ledger ledger, IncidentCourseReader incidents, TemporalEngine engine) {
    this.ledger = ledger;
    this.incidents = incidents;
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
            IncidentEvent.Reopened.class,
            AlertEvent.Raised.class,
            AlertEvent.Resolved.class),
        this::poke);
  }

  private void poke(RecordedEvent recorded) {
    switch (recorded.event()) {
      case IncidentEvent.Resolved _ when isByItsLoop(recorded) -> {}
      case IncidentEvent event -> poke(event.incident());
      case AlertEvent event -> incidents.holder(event.alert()).ifPresent(this::poke);
      default -> {}
    }
  }

  /** It knows, and has ended. */
  private static boolean isByItsLoop(RecordedEvent recorded) {
    return PrincipalId.SYSTEM.value().equals(recorded.metadata().get("actor"));
  }

  private void poke(IncidentId incident) {
    engine.poke(OpenLoops.Kind.INCIDENT, incident.value());
  }
}
