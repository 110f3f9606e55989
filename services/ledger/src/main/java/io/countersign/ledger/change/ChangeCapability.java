package io.countersign.ledger.change;

import static java.util.Map.entry;

import io.countersign.domain.change.ChangeEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code change}: what others changed. */
public final class ChangeCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            ChangeEvent.class,
            Map.ofEntries(entry(ChangeEvent.ChangeObserved.class, "change.observed"))));
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(List.of(new ChangeAuthorFactWriter()), List.of());
  }

  @Override
  public List<View> views() {
    return List.of(Changes.view());
  }
}
