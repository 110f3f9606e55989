package io.countersign.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenDeliveriesTest {
  private Instant now = Instant.parse("2026-01-01T12:09:00Z");
  private final SeenDeliveries seen = new SeenDeliveries(() -> now);

  @Test
  void whoIsRefusedIsCountedForAnHourAfterTheLastTime() {
    var since = now;
    seen.refused("192.0.2.1", RefusalCode.UNAUTHENTICATED);
    now = now.plus(Duration.ofMinutes(50));
    seen.refused("192.0.2.1", RefusalCode.UNAUTHENTICATED);
    now = now.plus(Duration.ofMinutes(50));
    assertThat(seen.refused())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.many()).isEqualTo(2);
              assertThat(it.since()).isEqualTo(since);
            });
    now = now.plus(Duration.ofMinutes(11));
    assertThat(seen.refused()).isEmpty();
  }

  @Test
  void oneWhoIsStillRefusedIsntPushedOutByStrangers() {
    seen.refused("lasting", RefusalCode.FORBIDDEN);
    for (int i = 0; i < 100; i++) {
      now = now.plusSeconds(1);
      seen.refused("stranger " + i, RefusalCode.UNAUTHENTICATED);
      seen.refused("lasting", RefusalCode.FORBIDDEN);
    }
    assertThat(seen.refused()).hasSize(32);
    assertThat(seen.refused().getFirst().from()).isEqualTo("lasting");
    assertThat(seen.refused().getFirst().many()).isEqualTo(101);
  }
}
