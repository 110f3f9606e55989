package io.countersign.server.audit;

import io.countersign.ledger.Ledger;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The health of the record: that it can be read and its views follow: without them nothing here
 * works.
 */
@Component("record")
final class RecordHealth implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Ledger ledger;

  RecordHealth(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Health health() {
    try {
      return ledger.awaitViews(ledger.head(), PATIENCE)
          ? Health.up().build()
          : Health.down().build();
    } catch (RuntimeException e) {
      return Health.down(e).build();
    }
  }
}
