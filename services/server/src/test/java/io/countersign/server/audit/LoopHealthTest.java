package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth.Level;
import io.countersign.ledger.remediation.OpenLoops.Overdue;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoopHealthTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void loopsThatAreDueAndDoNotTurnAreBroken() {
    var health = LoopHealth.of(new Overdue(2, NOW.minusSeconds(165)), NOW);
    assertThat(health.level()).isEqualTo(Level.BROKEN);
    assertThat(health.detail())
        .isEqualTo("2 of incidents or remediations don't turn, the first for 165 seconds");
    assertThat(LoopHealth.of(new Overdue(0, null), NOW).level()).isEqualTo(Level.WORKING);
  }
}
