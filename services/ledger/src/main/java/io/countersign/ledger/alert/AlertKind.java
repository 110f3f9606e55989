package io.countersign.ledger.alert;

import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertDecider;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.axon.AggregateKind;

/** How the ledger runs aggregates of this kind. */
public final class AlertKind {
  public static final AggregateKind<?, AlertSeen, AlertCommand, AlertEvent> KIND =
      new AggregateKind<>(
          "alert",
          "1",
          AlertAggregate.class,
          AlertCommand.class,
          AlertEvent.class,
          AlertSeen.class,
          AlertSeen.NEVER,
          (seen, event) -> AlertDecider.after(seen, Decision.done(event)),
          AlertAggregate::new,
          shell -> shell.state);

  private AlertKind() {}
}
