package io.countersign.ledger.incident;

import static java.util.Map.entry;

import io.countersign.domain.incident.Closing;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.Resolution;
import io.countersign.ledger.View;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code incident}: incidents from the first alert until they are closed. */
public final class IncidentCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            IncidentEvent.class,
            Map.ofEntries(
                entry(IncidentEvent.Opened.class, "incident.opened"),
                entry(IncidentEvent.AlertAttached.class, "incident.alert-attached"),
                entry(IncidentEvent.Merged.class, "incident.merged"),
                entry(IncidentEvent.EvidenceGathered.class, "incident.evidence-gathered"),
                entry(IncidentEvent.DiagnosisMade.class, "incident.diagnosis-made"),
                entry(IncidentEvent.Escalated.class, "incident.escalated"),
                entry(IncidentEvent.WorkFailed.class, "incident.work-failed"),
                entry(IncidentEvent.WorkResumed.class, "incident.work-resumed"),
                entry(IncidentEvent.Acknowledged.class, "incident.acknowledged"),
                entry(IncidentEvent.Assigned.class, "incident.assigned"),
                entry(IncidentEvent.PrioritySet.class, "incident.priority-set"),
                entry(IncidentEvent.CommanderAssigned.class, "incident.commander-assigned"),
                entry(IncidentEvent.CommanderStoodDown.class, "incident.commander-stood-down"),
                entry(IncidentEvent.Noted.class, "incident.noted"),
                entry(IncidentEvent.Recovered.class, "incident.recovered"),
                entry(IncidentEvent.Resolved.class, "incident.resolved"),
                entry(IncidentEvent.Reopened.class, "incident.reopened"),
                entry(IncidentEvent.Reviewed.class, "incident.reviewed"),
                entry(IncidentEvent.AttemptRefused.class, "incident.attempt-refused"))));
  }

  @Override
  public List<Class<?>> sealedTypes() {
    return List.of(Resolution.class, Closing.class, Incident.class);
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(IncidentKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(
        List.of(new IncidentFactWriter(), new BlamedChangeFactWriter()),
        List.of(new IncidentFactsProvider()));
  }

  @Override
  public List<View> views() {
    return List.of(IncidentInbox.view());
  }
}
