package io.countersign.ledger.postgres;

import java.time.Instant;

/**
 * The database's own word on itself.
 *
 * @param version of PostgreSQL
 * @param clock what time it is there (UTC)
 * @param writable whether it takes writes: a standby doesn't
 */
public record DatabaseStatus(String version, Instant clock, boolean writable) {
  private static final String SELECT =
      "select current_setting('server_version') as version, clock_timestamp() as clock,"
          + " not pg_is_in_recovery() as writable";

  public static DatabaseStatus read(SqlConnection sql) {
    return sql.first(
            SELECT,
            row ->
                new DatabaseStatus(row.text("version"), row.instant("clock"), row.flag("writable")))
        .orElseThrow();
  }
}
