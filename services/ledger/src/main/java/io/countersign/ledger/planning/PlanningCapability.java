package io.countersign.ledger.planning;

import io.countersign.ledger.View;
import io.countersign.ledger.capability.Capability;
import java.util.List;

/** The capability {@code planning}: how runbooks have done so far. */
public final class PlanningCapability implements Capability {
  @Override
  public List<View> views() {
    return List.of(RunbookRecords.view());
  }
}
