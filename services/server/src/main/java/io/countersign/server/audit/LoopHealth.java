package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.remediation.OpenLoops.Overdue;
import java.time.Duration;
import java.time.Instant;

/** The health of the loops of incidents and remediations, by those that are due and don't turn. */
final class LoopHealth {
  /** The sweep starts or pokes what is due every 15 s, and a busy server turns many. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private LoopHealth() {}

  /**
   * @param overdue those that were due a while ago
   */
  static ConnectionHealth of(Overdue overdue, Instant now) {
    return overdue.since() == null
        ? ConnectionHealth.working("each turns when it's due")
        : ConnectionHealth.broken(
            "%s of incidents or remediations don't turn, the first for %s seconds"
                .formatted(overdue.many(), Duration.between(overdue.since(), now).toSeconds()),
            "Wait while their number falls; if it doesn't, Temporal has lost their tasks: start it"
                + " anew, and they go on from the record.");
  }
}
