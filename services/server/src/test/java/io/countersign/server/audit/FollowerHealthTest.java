package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth.Level;
import io.countersign.ledger.process.FollowerStatus;
import io.countersign.ledger.process.FollowerStatus.Late;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerHealthTest {
  private static final String CORRELATOR = "correlator-2";
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private static Late late(String name, boolean claimed) {
    return new Late(new FollowerStatus(name, 75, 25, claimed), NOW.minusSeconds(67));
  }

  @Test
  void aCorrelatorThatIsBehindIsBroken() {
    var health =
        FollowerHealth.of(
            CORRELATOR, List.of(late(CORRELATOR, false), late("poke-incident-loops", true)), NOW);
    assertThat(health.level()).isEqualTo(Level.BROKEN);
    assertThat(health.detail())
        .isEqualTo(
            "new alerts open no incident yet: correlator-2 is 25 events behind, for 67 seconds, and"
                + " no server runs it; poke-incident-loops is 25 events behind, for 67 seconds");
    assertThat(health.advice()).contains("ledger-correlator-2");
  }

  @Test
  void anAutomationThatIsBehindIsAmber() {
    assertThat(
            FollowerHealth.of(CORRELATOR, List.of(late("poke-incident-loops", true)), NOW).level())
        .isEqualTo(Level.DEGRADED);
    assertThat(FollowerHealth.of(CORRELATOR, List.of(), NOW).level()).isEqualTo(Level.WORKING);
  }
}
