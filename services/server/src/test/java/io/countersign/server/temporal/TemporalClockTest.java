package io.countersign.server.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Temporal's clock is told from a machine that is slow to begin. */
class TemporalClockTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private final TemporalClock clock = new TemporalClock(() -> NOW);

  @Test
  void nothingIsComparedBeforeTheFirstTurn() {
    assertThat(clock.ahead()).isEmpty();
  }

  @Test
  void oneThatWasLongOnItsWayIsNoClockBehind() {
    handedOut(-40, 0, -35, -30);
    assertThat(clock.ahead()).contains(Duration.ZERO);
  }

  @Test
  void whatAllOfThemSayIsTheClocks() {
    handedOut(0, 61, 60, 62, 60, 61);
    assertThat(clock.ahead()).contains(Duration.ofSeconds(60));
    handedOut(0);
    assertThat(clock.ahead()).as("set right").contains(Duration.ZERO);
    handedOut(-600, -600, -601, -600, -602);
    assertThat(clock.ahead()).contains(Duration.ofSeconds(-600));
  }

  private void handedOut(int... seconds) {
    for (int it : seconds) {
      clock.handedOut(NOW.plusSeconds(it));
    }
  }
}
