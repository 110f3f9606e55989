package io.countersign.ledger.reference;

import static java.util.Map.entry;

import io.countersign.domain.reference.ReferenceEvent;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.ledger.View;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code reference}: things in other systems that go with what happens here. */
public final class ReferenceCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            ReferenceEvent.class,
            Map.ofEntries(
                entry(ReferenceEvent.Added.class, "reference.added"),
                entry(ReferenceEvent.Removed.class, "reference.removed"),
                entry(ReferenceEvent.AttemptRefused.class, "reference.attempt-refused"))));
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(new TextId<>(ReferenceHolder.class, ReferenceHolder::new));
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(ReferenceKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(List.of(), List.of(new ReferenceFactsProvider()));
  }

  @Override
  public List<View> views() {
    return List.of(ReferenceRows.view());
  }
}
