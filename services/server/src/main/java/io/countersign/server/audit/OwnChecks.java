package io.countersign.server.audit;

import io.countersign.connectors.spi.Health;
import io.countersign.domain.Role;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.ledger.access.Principals;
import io.countersign.server.audit.Checkup.Check;
import io.countersign.server.temporal.TemporalEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks at what this server consists of. */
@Component
final class OwnChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration SKEW = Duration.ofSeconds(2);

  private final Ledger ledger;
  private final TemporalEngine engine;
  private final Principals principals;
  private final KillSwitch killSwitch;
  private final InstantSource clock;

  OwnChecks(
      Ledger ledger,
      TemporalEngine engine,
      Principals principals,
      KillSwitch killSwitch,
      InstantSource clock) {
    this.ledger = ledger;
    this.engine = engine;
    this.principals = principals;
    this.killSwitch = killSwitch;
    this.clock = clock;
  }

  List<Check> all() {
    return List.of(
        new Check("ledger", "record and views", this::views),
        new Check("database", "postgresql", this::database),
        new Check("clock", "against the database", this::clock),
        new Check("engine", "temporal", this::engine),
        new Check("people", "approvers", this::approvers),
        new Check("people", "kill switch", this::killSwitch));
  }

  private Health views() {
    try {
      long head = ledger.head();
      return ledger.awaitViews(head, PATIENCE)
          ? Health.working(head + " events, all of them in the views")
          : Health.broken(
              "the views are behind the record's " + head + " events",
              "Wait; if it stays so, look for errors of the views in the log.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Health.broken("interrupted", "Ask again.");
    }
  }

  /** A question to the database. */
  private interface Question {
    Health ask(Connection connection) throws SQLException;
  }

  private Health ask(Question question) {
    try (var connection = ledger.dataSource().getConnection()) {
      return question.ask(connection);
    } catch (SQLException e) {
      return Health.broken(
          "can't be reached: SQL state " + e.getSQLState(),
          "Look whether the database runs, and at COUNTERSIGN_DATABASE_URL.");
    }
  }

  private Health database() {
    return ask(
        connection ->
            Health.working("PostgreSQL " + connection.getMetaData().getDatabaseProductVersion()));
  }

  private Health clock() {
    return ask(
        connection -> {
          try (var select = connection.prepareStatement("select clock_timestamp()");
              var row = select.executeQuery()) {
            row.next();
            return skew(row.getObject(1, OffsetDateTime.class).toInstant());
          }
        });
  }

  private Health skew(Instant database) {
    var skew = Duration.between(database, clock.instant()).abs();
    return skew.compareTo(SKEW) < 0
        ? Health.working("agrees within " + SKEW.toSeconds() + " s")
        : Health.broken(
            "differs by " + skew.toSeconds() + " s",
            "Set the clocks of this machine and the database's by NTP.");
  }

  private Health engine() {
    return engine.healthy()
        ? Health.working(engine.describe())
        : Health.broken(
            engine.describe() + ", doesn't answer",
            "Look whether Temporal runs, and at TEMPORAL_ADDRESS.");
  }

  private Health approvers() {
    long many = principals.all().stream().filter(it -> it.may(Role.APPROVER)).count();
    return many > 0
        ? Health.working(many == 1 ? "1 person may approve" : many + " persons may approve")
        : Health.broken(
            "nobody may approve, so no plan will ever run",
            "Add one: countersign user add NAME --role approver");
  }

  private Health killSwitch() {
    return killSwitch
        .setting()
        .filter(KillSwitch.Setting::on)
        .map(
            it ->
                Health.broken(
                    "execution is halted: " + it.reason(),
                    "When it may go on: countersign resume --reason ..."))
        .orElse(Health.working("execution isn't halted"));
  }
}
