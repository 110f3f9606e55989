package io.countersign.server.metrics;

import io.countersign.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The measurement of how long the views need to show what was just recorded. */
final class ViewLag {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final Timer lag;

  ViewLag(Ledger ledger, MeterRegistry registry) {
    this.ledger = ledger;
    this.lag = registry.timer("countersign.views.lag");
    registry.gauge("countersign.ledger.head", ledger, Ledger::head);
  }

  void measure() {
    lag.record(() -> ledger.awaitViews(ledger.head(), PATIENCE));
  }
}
