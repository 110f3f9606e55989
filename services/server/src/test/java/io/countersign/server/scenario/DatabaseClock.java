package io.countersign.server.scenario;

import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;

/** The clock of a real database as its application reads it, and that can be set wrong. */
final class DatabaseClock {
  private final TestDatabase database;

  /** Before anything of the application connects to it. */
  DatabaseClock(TestDatabase database) throws SQLException {
    this.database = database;
    execute("create schema skew");
    execute("create table skew.clock (ahead interval not null)");
    execute("insert into skew.clock values ('0')");
    execute(
        "create function skew.clock_timestamp() returns timestamptz language sql volatile as"
            + " 'select pg_catalog.clock_timestamp() + ahead from skew.clock'");
    execute("grant usage on schema skew to public");
    execute("grant select on skew.clock to public");
    database.setForTheApplication("search_path = skew, public, pg_catalog");
  }

  void setAhead(Duration difference) throws SQLException {
    execute("update skew.clock set ahead = '" + difference.toSeconds() + " s'");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = TestDatabase.connect(database.owner())) {
      var _ = new SqlConnection(connection).execute(sql);
    }
  }
}
