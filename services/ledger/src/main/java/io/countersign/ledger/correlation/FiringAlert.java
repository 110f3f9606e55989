package io.countersign.ledger.correlation;

import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.correlation.IncidentAlert;
import java.time.Instant;

/**
 * An alert that is to be placed.
 *
 * @param since when it began, or fired again after an end that was told
 */
record FiringAlert(IncidentAlert alert, Instant since) {
  static FiringAlert of(AlertEvent.Raised raised) {
    return new FiringAlert(
        new IncidentAlert(
            raised.alert(),
            raised.entity(),
            raised.name(),
            raised.severity(),
            raised.signal(),
            raised.startsAt(),
            raised.group()),
        raised.firesSince());
  }

  /** One that is placed already, and goes where its incident goes. */
  static FiringAlert of(IncidentAlert placed) {
    return new FiringAlert(placed, placed.startsAt());
  }

  FiringAlert withoutGroup() {
    return new FiringAlert(
        new IncidentAlert(
            alert.alert(),
            alert.entity(),
            alert.name(),
            alert.severity(),
            alert.signal(),
            alert.startsAt()),
        since);
  }
}
