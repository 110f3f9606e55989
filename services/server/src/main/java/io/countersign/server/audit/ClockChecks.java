package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.schedule.DatabaseClock;
import io.countersign.server.temporal.TemporalClock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The checks of the clocks that this server's is compared with. */
@Component
final class ClockChecks {
  private static final Duration SKEW = Duration.ofSeconds(2);
  private static final ConnectionHealth AGREES =
      ConnectionHealth.working("agrees within " + SKEW.toSeconds() + " s");

  private final Ledger ledger;
  private final TemporalClock temporal;
  private final DatabaseClock clock;

  ClockChecks(Ledger ledger, TemporalClock temporal, DatabaseClock clock) {
    this.ledger = ledger;
    this.temporal = temporal;
    this.clock = clock;
  }

  List<Check> all() {
    return List.of(
        new Check("clock", "against the database", this::database),
        new Check("clock", "against temporal", this::temporal));
  }

  private ConnectionHealth database() {
    try {
      var skew = Duration.between(clock.machine().instant(), ledger.databaseStatus().clock());
      return agrees(skew)
          ? AGREES
          : ConnectionHealth.broken(
              apart(skew), "Set the clocks of this machine and the database's by NTP.");
    } catch (SqlFailureException e) {
      return ConnectionHealth.broken(
          "can't be reached: SQL state " + e.state(), "Look at the database's own check.");
    }
  }

  /** The loops go by ours and the database's alone: none of them is early or late for that. */
  private ConnectionHealth temporal() {
    var ahead = temporal.ahead();
    if (ahead.isEmpty()) {
      return ConnectionHealth.working("not compared yet: no loop has taken a turn");
    }
    return agrees(ahead.get())
        ? AGREES
        : ConnectionHealth.degraded(
            apart(ahead.get()),
            "Set the clocks of this machine and Temporal's by NTP, or look why turns reach this"
                + " machine late.");
  }

  private static boolean agrees(Duration skew) {
    return skew.abs().compareTo(SKEW) < 0;
  }

  private static String apart(Duration ahead) {
    return ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " ours";
  }
}
