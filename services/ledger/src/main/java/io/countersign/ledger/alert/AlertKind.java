package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertDecider;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertSeries;
import io.countersign.ledger.axon.AggregateKind;

/**
 * Episodes of alerts as a kind of aggregate; what all of one alert have in common is their state.
 */
public final class AlertKind {
  public static final AggregateKind<AlertSeries, AlertCommand, AlertEvent> KIND =
      new AggregateKind<>(
          "alert",
          "2",
          AlertCommand.class,
          AlertEvent.class,
          AlertSeries.class,
          AlertSeries.UNKNOWN,
          AlertDecider::decide,
          AlertSeries::evolve,
          event -> event.alert().value(),
          AlertDecider::after);

  private AlertKind() {}
}
