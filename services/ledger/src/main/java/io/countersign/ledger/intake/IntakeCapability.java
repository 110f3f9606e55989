package io.countersign.ledger.intake;

import static java.util.Map.entry;

import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code intake}: deliveries and heartbeats. */
public final class IntakeCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            IntakeEvent.class,
            Map.ofEntries(
                entry(IntakeEvent.Refused.class, "intake.refused"),
                entry(IntakeEvent.Truncated.class, "intake.truncated"),
                entry(IntakeEvent.HeartbeatLost.class, "intake.heartbeat-lost"),
                entry(IntakeEvent.HeartbeatBack.class, "intake.heartbeat-back"))));
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(List.of(new HeartbeatFactWriter()), List.of());
  }
}
