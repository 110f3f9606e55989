package io.countersign.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.schedule.DatabaseClock;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers whose machines' clocks are apart take in what one alert's source says in turn. */
@OnAnyPostgres
class DoorClocksTest {
  private static final Instant BEGAN = Instant.parse("2026-03-02T10:00:00Z");

  private final Ledger ledger = TestDatabase.create().openWithoutCorrelation();
  private final DatabaseClock ahead = door(Duration.ofMinutes(4));
  private final DatabaseClock behind = door(Duration.ofMinutes(-4));

  @AfterEach
  void close() {
    ledger.close();
  }

  /** An alert that lapsed at a door whose clock is ahead fires again, whichever hears of it. */
  @Test
  void whatFiresAgainIsNotLateSinceTheOthersClockIsAhead() {
    tell(ahead, true);
    tell(ahead, false);
    assertThat(held(behind)).as("in doubt, not late").isEqualTo(1);
    assertThat(tell(behind, true, Duration.ofSeconds(21))).anyMatch(Raised.class::isInstance);
  }

  private DatabaseClock door(Duration apart) {
    var clock =
        new DatabaseClock(() -> Instant.now().plus(apart), () -> ledger.databaseStatus().clock());
    clock.compare();
    return clock;
  }

  private int held(DatabaseClock door) {
    var _ = tell(door, true);
    var query = "select count(*) as held from alert_seen where held <> ''";
    return ledger.transactions().call(sql -> sql.first(query, row -> row.intValue("held"))).get();
  }

  private List<?> tell(DatabaseClock door, boolean firing) {
    return tell(door, firing, Duration.ZERO);
  }

  private List<?> tell(DatabaseClock door, boolean firing, Duration later) {
    var command =
        new ObserveAlert(
            "am",
            "f1",
            "HighErrorRate",
            Severity.CRITICAL,
            EntityId.service("test", "shop"),
            "errors",
            firing,
            BEGAN,
            firing ? null : BEGAN.plusSeconds(60),
            Map.of("service", "shop"),
            null);
    var context = SystemOrigin.context(door.instant().plus(later));
    return ledger.send(new Submission.OfCommand(command, context)).join().events();
  }
}
