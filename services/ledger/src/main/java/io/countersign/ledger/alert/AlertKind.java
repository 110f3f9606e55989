package io.countersign.ledger.alert;

import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertDecider;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.axon.AggregateKind;

/** Episodes of alerts as a kind of aggregate. */
public final class AlertKind {
  public static final AggregateKind<AlertSeen, AlertCommand, AlertEvent> KIND =
      new AggregateKind<>(
          "alert",
          "1",
          AlertCommand.class,
          AlertEvent.class,
          AlertSeen.class,
          AlertSeen.NEVER,
          AlertDecider::decide,
          (seen, event) -> AlertDecider.after(seen, Decision.done(event)),
          event -> event.alert().value(),
          (before, _, decision) -> AlertDecider.after(before, decision));

  private AlertKind() {}
}
