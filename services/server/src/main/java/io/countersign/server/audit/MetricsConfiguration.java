package io.countersign.server.audit;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.ApprovalQueue;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.config.Periodic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the loop is measured by. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(5);

  @Bean
  LoopMetrics loopMetrics(
      Ledger ledger,
      MeterRegistry registry,
      IncidentInbox incidents,
      Remediations remediations,
      ApprovalQueue approvals) {
    var metrics = new LoopMetrics(registry, incidents, remediations);
    metrics.begin(ledger, approvals);
    return metrics;
  }

  @Bean
  Periodic viewLag(Ledger ledger, MeterRegistry registry) {
    var lag = new ViewLag(ledger, registry);
    return new Periodic(List.of(new Periodic.Work("measuring the views", EVERY, lag::measure)));
  }
}
