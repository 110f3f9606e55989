package io.countersign.server.alert;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what was taken in. */
@Component
final class IntakeMetrics {
  private static final String NAME = "countersign.alerts";

  private final MeterRegistry registry;

  IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void taken(IntakeOutcomes outcomes, int refused) {
    count("raised", outcomes.raised());
    count("repeated", outcomes.repeated());
    count("resolved", outcomes.resolved());
    count("suppressed", outcomes.suppressed());
    refused(refused);
  }

  void refused(int alerts) {
    count("refused", alerts);
  }

  private void count(String outcome, int alerts) {
    registry.counter(NAME, "outcome", outcome).increment(alerts);
  }
}
