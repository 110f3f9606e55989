package io.countersign.server.incident;

import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.server.metrics.EventMeter;
import io.countersign.server.web.ParameterParsing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The counters of incidents, and the timer of their diagnosis. */
@Component
final class IncidentMeter implements EventMeter<IncidentEvent> {
  private final MeterRegistry registry;
  private final IncidentInbox incidents;

  IncidentMeter(MeterRegistry registry, IncidentInbox incidents) {
    this.registry = registry;
    this.incidents = incidents;
  }

  @Override
  public Class<IncidentEvent> vocabulary() {
    return IncidentEvent.class;
  }

  @Override
  public void count(IncidentEvent event, RecordedEvent recorded) {
    switch (event) {
      case IncidentEvent.Opened _ -> registry.counter("countersign.incidents.opened").increment();
      case IncidentEvent.Resolved _ -> closed("resolved");
      case IncidentEvent.Recovered _ -> closed("recovered");
      case IncidentEvent.Merged _ -> closed("merged");
      case IncidentEvent.Escalated _ ->
          registry.counter("countersign.incidents.escalated").increment();
      case IncidentEvent.DiagnosisMade e -> diagnosed(e.incident().value(), recorded.at());
      case IncidentEvent.WorkFailed e ->
          registry
              .counter("countersign.work.failed", "work", ParameterParsing.lower(e.work()))
              .increment();
      case IncidentEvent.WorkResumed _,
          IncidentEvent.AlertAttached _,
          IncidentEvent.EvidenceGathered _,
          IncidentEvent.Acknowledged _,
          IncidentEvent.Assigned _,
          IncidentEvent.PrioritySet _,
          IncidentEvent.CommanderAssigned _,
          IncidentEvent.CommanderStoodDown _,
          IncidentEvent.Noted _,
          IncidentEvent.Reopened _,
          IncidentEvent.Reviewed _,
          IncidentEvent.AttemptRefused _ -> {}
    }
  }

  private void closed(String how) {
    registry.counter("countersign.incidents.closed", "how", how).increment();
  }

  private void diagnosed(String incident, Instant at) {
    incidents
        .find(incident)
        .map(it -> Duration.between(it.incident().openedAt(), at))
        .ifPresent(it -> registry.timer("countersign.diagnosis").record(it));
  }
}
