package io.countersign.server.audit;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.Ledger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The health of the record: that what comes in can be made durable. Views that lag behind are no
 * reason to send alerts elsewhere; {@code doctor} tells of them.
 */
@Component("record")
final class RecordHealth implements HealthIndicator {
  private final Ledger ledger;

  RecordHealth(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Health health() {
    try {
      if (!ledger.contradictions().isEmpty()) {
        return Health.down().withDetail("code", RefusalCode.LOG_ROLLBACK.name()).build();
      }
      return ledger.isTakingIn() ? Health.up().build() : Health.down().build();
    } catch (RuntimeException e) {
      return Health.down(e).build();
    }
  }
}
