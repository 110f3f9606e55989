package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.process.FollowerStatus.Late;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The health of the correlator and the automations, by how far they lag behind the record. */
final class FollowerHealth {
  /** What doesn't concern it a follower marks as taken within seconds only. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private FollowerHealth() {}

  /**
   * @param correlator the name of the one that opens incidents
   * @param late those that are behind by more than the patience
   */
  static ConnectionHealth of(String correlator, List<Late> late, Instant now) {
    if (late.isEmpty()) {
      return ConnectionHealth.working("the correlator and all automations keep up");
    }
    var who = late.stream().map(it -> told(it, now)).collect(Collectors.joining("; "));
    return late.stream().anyMatch(it -> it.status().name().equals(correlator))
        ? ConnectionHealth.broken(
            "new alerts open no incident yet: " + who,
            "Wait while its number of events falls; if it doesn't, look for errors of"
                + " ledger-"
                + correlator
                + " in the log.")
        : ConnectionHealth.degraded(
            who,
            "Wait while the number of events falls; if it doesn't, look for errors of ledger-NAME"
                + " in the log. countersign views status shows all.");
  }

  private static String told(Late late, Instant now) {
    var status = late.status();
    return "%s is %s events behind, for %s seconds%s"
        .formatted(
            status.name(),
            status.behind(),
            Duration.between(late.since(), now).toSeconds(),
            status.claimed() ? "" : ", and no server runs it");
  }
}
