package io.countersign.server.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The counters of what was taken in. */
@Component
public final class IntakeMetrics {
  private static final String NAME = "countersign.alerts";

  private final MeterRegistry registry;

  IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param outcomes how many came to what
   */
  public void taken(Map<String, Integer> outcomes) {
    outcomes.forEach(this::count);
  }

  public void refused(int deliveries) {
    count("refused", deliveries);
  }

  private void count(String outcome, int many) {
    registry.counter(NAME, "outcome", outcome).increment(many);
  }
}
