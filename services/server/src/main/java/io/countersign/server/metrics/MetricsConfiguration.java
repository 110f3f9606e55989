package io.countersign.server.metrics;

import io.countersign.ledger.Ledger;
import io.countersign.server.schedule.RecurringWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The schedule of what is measured again and again. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(5);

  @Bean
  RecurringWork viewLag(Ledger ledger, MeterRegistry registry) {
    var lag = new ViewLag(ledger, registry);
    return RecurringWork.every(EVERY, "measuring the views", lag::measure);
  }
}
