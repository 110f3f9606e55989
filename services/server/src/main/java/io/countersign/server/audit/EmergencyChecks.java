package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.emergency.ReviewEvent;
import io.countersign.ledger.emergency.Emergencies;
import io.countersign.server.audit.DependencyChecks.Check;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The check of the reviews that emergencies owe. */
@Component
final class EmergencyChecks {
  private final Emergencies emergencies;
  private final InstantSource clock;

  EmergencyChecks(Emergencies emergencies, InstantSource clock) {
    this.emergencies = emergencies;
    this.clock = clock;
  }

  List<Check> all() {
    return List.of(new Check("emergency", "reviews", this::reviews));
  }

  private ConnectionHealth reviews() {
    var overdue =
        emergencies.overdue(clock.instant()).stream()
            .map(ReviewEvent.Overdue::subject)
            .collect(Collectors.joining(", "));
    return overdue.isEmpty()
        ? ConnectionHealth.working("none is overdue")
        : ConnectionHealth.degraded(
            "overdue, so that nothing of an emergency can be used: " + overdue,
            "Somebody who had no hand in it reviews it: countersign break-glass review ID");
  }
}
