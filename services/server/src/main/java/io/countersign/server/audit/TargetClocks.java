package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.schedule.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The clocks of those who tell of targets: work of high risk waits where they are off. */
@Component
final class TargetClocks {
  private final InstantSource machine;
  private final Duration tolerated;

  TargetClocks(DatabaseClock clock, LoopSettings settings) {
    machine = clock.machine();
    tolerated = settings.clockSkew();
  }

  /**
   * What a check found, and what its clock says.
   *
   * @param clock asks it; empty where it tells no time
   */
  ConnectionHealth compared(ConnectionHealth found, Supplier<Optional<Instant>> clock) {
    var asked = machine.instant();
    var told = clock.get();
    if (told.isEmpty()) {
      return found;
    }
    var ahead = ClockComparison.ahead(asked, told.get(), machine.instant());
    var compared = new ClockComparison(Map.of("what tells of its targets", ahead), tolerated);
    return compared.agree()
        ? found
        : ConnectionHealth.degraded(
            found.detail() + ", but: " + compared.difference(),
            "Set that clock by NTP; steps of high risk wait until then.");
  }
}
