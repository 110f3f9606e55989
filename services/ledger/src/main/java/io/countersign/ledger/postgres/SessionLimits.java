package io.countersign.ledger.postgres;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * The bounds on how long a session of ours may wait for PostgreSQL, and keep others waiting. A
 * server that was paused, or whose machine is gone, has its session ended by the database, and with
 * it the locks that it held.
 *
 * @param lockWait how long a statement waits for a lock
 * @param idle how long a transaction may stand still between two statements
 * @param transaction how long it may take at all, where PostgreSQL knows such a bound (17 and
 *     newer): it also ends who stopped in the middle of sending a statement
 * @param answer how long we wait for an answer before we give the connection up
 * @param connect how long we wait for a connection
 * @param more what else is set for a session, after a semicolon
 */
record SessionLimits(
    Duration lockWait,
    Duration idle,
    Duration transaction,
    Duration answer,
    Duration connect,
    String more) {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Of the one who holds the ledger's lock: whatever it waits for, everybody waits for. */
  static final SessionLimits COMMITTER =
      new SessionLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          CONNECT,
          "");

  /** Of all others; a follower's transaction stands still while it waits for the committer. */
  static final SessionLimits OTHERS =
      new SessionLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ZERO,
          Duration.ofSeconds(90),
          CONNECT,
          "");

  /** Of those whose asker is gone after three seconds. */
  static final SessionLimits ENTRANCE =
      new SessionLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          "; set synchronous_commit = off"
              + "; set default_transaction_isolation = 'repeatable read'");

  void apply(HikariConfig pool) {
    pool.addDataSourceProperty("socketTimeout", Long.toString(answer.toSeconds()));
    pool.setConnectionInitSql(statements());
  }

  private String statements() {
    return "set lock_timeout = "
        + lockWait.toMillis()
        + "; set idle_in_transaction_session_timeout = "
        + idle.toMillis()
        + "; set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10;"
        + " set tcp_keepalives_count = 3; select set_config('transaction_timeout', '"
        + transaction.toMillis()
        + "', false) where current_setting('server_version_num')::int >= 170000"
        + more;
  }
}
