package io.countersign.ledger.audit;

import static java.util.Map.entry;

import io.countersign.domain.audit.LogKeyEvent;
import io.countersign.domain.audit.RollbackEvent;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/**
 * The capability {@code audit}: which keys sign the heads of the record's log, and whether the
 * record goes on that is older than its witnesses know.
 */
public final class AuditCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            LogKeyEvent.class,
            Map.ofEntries(
                entry(LogKeyEvent.LogKeyRotated.class, "audit.log-key-rotated"),
                entry(LogKeyEvent.AttemptRefused.class, "audit.attempt-refused"))),
        new Events<>(
            RollbackEvent.class,
            Map.of(
                RollbackEvent.RollbackAccepted.class,
                "audit.rollback-accepted",
                RollbackEvent.AttemptRefused.class,
                "audit.rollback-attempt-refused")));
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(LogKeyKind.KIND, RollbackKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    var rollback = new RollbackTable();
    return BatchParts.of(List.of(rollback), List.of(new LogKeyFactsProvider(), rollback));
  }
}
