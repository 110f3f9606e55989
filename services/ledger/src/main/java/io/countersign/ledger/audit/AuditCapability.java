package io.countersign.ledger.audit;

import static java.util.Map.entry;

import io.countersign.domain.audit.LogKeyEvent;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code audit}: which keys sign the heads of the record's log. */
public final class AuditCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            LogKeyEvent.class,
            Map.ofEntries(
                entry(LogKeyEvent.LogKeyRotated.class, "audit.log-key-rotated"),
                entry(LogKeyEvent.AttemptRefused.class, "audit.attempt-refused"))));
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(LogKeyKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(List.of(), List.of(new LogKeyFactsProvider()));
  }
}
