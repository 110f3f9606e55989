package io.countersign.ledger.correlation;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.ledger.capability.Capability;
import java.util.List;

/** The capability {@code correlation}: the ids of incidents; its index is no view. */
public final class CorrelationCapability implements Capability {
  @Override
  public List<TextId<?>> textIds() {
    return List.of(new TextId<>(IncidentId.class, IncidentId::new));
  }
}
