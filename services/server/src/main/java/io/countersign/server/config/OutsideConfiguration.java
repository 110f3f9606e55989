package io.countersign.server.config;

import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.type.ConnectorContext;
import io.countersign.ledger.Ledger;
import io.countersign.server.schedule.DatabaseClock;
import io.countersign.server.schedule.RecurringWork;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;

/** The world outside, as configured. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class OutsideConfiguration {
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

  @Bean
  Connections connections(
      Configuration configuration, Installation installation, InstantSource clock) {
    var context =
        new ConnectorContext(
            new BoundedHttp(), clock, installation.home(), configuration.environmentDefault());
    return Connections.open(configuration.connections(), context);
  }

  @Bean
  LoopSettings loopSettings(Configuration configuration) {
    return configuration.loop();
  }
}
