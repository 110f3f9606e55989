package io.countersign.server.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Witnesses are asked before the server has a clock, and are judged by it afterwards. */
class CosigningClockTest {
  @Test
  void theMachinesOwnGoesUntilTheServersIsThere() {
    var clock = new CosigningClock();
    var before = Instant.now();
    assertThat(clock.instant()).isBetween(before, Instant.now());
    clock.follow(InstantSource.fixed(Instant.EPOCH));
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
  }
}
