package io.countersign.ledger.audit;

import io.countersign.domain.audit.RollbackCommand;
import io.countersign.domain.audit.RollbackDecider;
import io.countersign.domain.audit.RollbackEvent;
import io.countersign.domain.audit.RollbackState;
import io.countersign.ledger.axon.AggregateKind;

/** What is decided about a record that is older than its witnesses know, as an aggregate. */
final class RollbackKind {
  static final AggregateKind<RollbackState, RollbackCommand, RollbackEvent> KIND =
      new AggregateKind<>(
          "rollback",
          "1",
          RollbackCommand.class,
          RollbackEvent.class,
          RollbackState.class,
          RollbackState.NONE,
          RollbackDecider::decide,
          RollbackState::evolve,
          _ -> RollbackCommand.RECORD);

  private RollbackKind() {}
}
