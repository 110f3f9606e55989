package io.countersign.ledger.incident;

import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.incident.IncidentDecider;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.axon.AggregateKind;

/** Incidents as a kind of aggregate. */
public final class IncidentKind {
  public static final AggregateKind<Incident, IncidentCommand, IncidentEvent> KIND =
      new AggregateKind<>(
          "incident",
          "5",
          IncidentCommand.class,
          IncidentEvent.class,
          Incident.class,
          Incident.initial(),
          IncidentDecider::decide,
          Incident::evolve,
          event -> event.incident().value());

  private IncidentKind() {}
}
