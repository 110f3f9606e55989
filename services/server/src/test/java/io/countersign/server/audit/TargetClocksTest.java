package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.schedule.DatabaseClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told that clocks hold work up finds out from the doctor which one does. */
class TargetClocksTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final ConnectionHealth ANSWERS = ConnectionHealth.working("answers");

  private static ConnectionHealth with(Optional<Instant> told) {
    var clock = InstantSource.fixed(NOW);
    return new TargetClocks(new DatabaseClock(clock, clock), LoopSettings.DEFAULT)
        .compared(ANSWERS, () -> told);
  }

  @Test
  void aClockThatIsOffIsNamedWithItsDifference() {
    assertThat(with(Optional.of(NOW.plusSeconds(300))).level())
        .isEqualTo(ConnectionHealth.Level.DEGRADED);
    assertThat(with(Optional.of(NOW.plusSeconds(300))).detail())
        .isEqualTo(
            "answers, but: The clock of what tells of its targets is 300 s ahead of the server's;"
                + " 30 s are tolerated.");
    assertThat(with(Optional.of(NOW.minusSeconds(31))).detail()).contains("31 s behind the");
  }

  @Test
  void whatAgreesOrTellsNoTimeIsLeftAsItIs() {
    assertThat(with(Optional.of(NOW.minusSeconds(30)))).isEqualTo(ANSWERS);
    assertThat(with(Optional.empty())).isEqualTo(ANSWERS);
  }
}
