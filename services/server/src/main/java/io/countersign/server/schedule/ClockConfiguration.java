package io.countersign.server.schedule;

import io.countersign.ledger.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server's only clock. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {
  private static final Duration COMPARED_EVERY = Duration.ofSeconds(15);

  @Bean
  DatabaseClock clock(Ledger ledger) {
    var clock = new DatabaseClock(InstantSource.system(), () -> ledger.databaseStatus().clock());
    clock.compare();
    return clock;
  }

  @Bean
  RecurringWork clockComparison(DatabaseClock clock) {
    return RecurringWork.every(
        COMPARED_EVERY, "the comparison with the database's clock", clock::compare);
  }
}
