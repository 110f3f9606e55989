package io.countersign.server.remediation;

import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.ledger.Ledger;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Supplier;

/** The reader of the clocks that a high-risk step depends on: the database's and the targets'. */
final class ClockReader {
  private final Ledger ledger;
  private final Connections connections;
  private final InstantSource clock;
  private final Duration tolerated;

  ClockReader(Ledger ledger, Connections connections, InstantSource clock, Duration tolerated) {
    this.ledger = ledger;
    this.connections = connections;
    this.clock = clock;
    this.tolerated = tolerated;
  }

  ClockComparison compare(Plan plan) {
    var ahead = new HashMap<String, Duration>();
    ahead(() -> Optional.of(ledger.databaseStatus().clock()))
        .ifPresent(it -> ahead.put("the database", it));
    for (var step : plan.steps()) {
      ahead(() -> target(step)).ifPresent(it -> ahead.put("what tells of " + step.target(), it));
    }
    return new ClockComparison(ahead, tolerated);
  }

  private Optional<Duration> ahead(Supplier<Optional<Instant>> question) {
    var asked = clock.instant();
    var told = question.get();
    var answered = clock.instant();
    return told.map(it -> ClockComparison.ahead(asked, it, answered));
  }

  private Optional<Instant> target(PlannedStep step) {
    return connections.executor(step.executor()).flatMap(it -> it.clock(step.target()));
  }
}
