package io.countersign.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Machines whose clocks are apart tell the same time. */
class DatabaseClockTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private Instant machine = NOW;
  private Instant database = NOW;
  private final DatabaseClock clock = new DatabaseClock(() -> machine, () -> database);

  @Test
  void whatIsAwayFromTheDatabasesFollowsIt() {
    for (int hours : List.of(-3, 3)) {
      machine = NOW.plus(Duration.ofHours(hours));
      clock.compare();
      assertThat(clock.instant()).isEqualTo(NOW);
      machine = machine.plusSeconds(7);
      assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(7));
      assertThat(clock.machine().instant()).isEqualTo(machine);
    }
    machine = NOW;
    clock.compare();
    assertThat(clock.instant()).as("it was set right").isEqualTo(NOW);
  }

  @Test
  void whatAgreesIsLeftAlone() {
    database = NOW.plusMillis(900);
    clock.compare();
    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void anAnswerThatTookTooLongSaysNothing() {
    Queue<Instant> machines = new ArrayDeque<>(List.of(NOW, NOW.plusSeconds(40), NOW));
    InstantSource slow = machines::remove;
    var busy = new DatabaseClock(slow, () -> NOW.plusSeconds(39));
    busy.compare();
    assertThat(busy.instant()).isEqualTo(NOW);
  }
}
