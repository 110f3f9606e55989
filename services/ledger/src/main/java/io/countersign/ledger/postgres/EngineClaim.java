package io.countersign.ledger.postgres;

import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.UnusableDatabaseException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's claim on a database: with which engine it runs its loops there. Two engines would each
 * run every loop. It's a lock of a session, which the database gives back when the session ends,
 * however; a machine that is gone is noticed within seconds.
 */
public final class EngineClaim implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineClaim.class);

  private static final int SERIAL = 1_129_079_622;
  private static final int ENGINES = SERIAL + 1;
  private static final int ALONE = 0;
  private static final int ATTEMPTS = 8;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int ANSWER_SECONDS = 5;

  private static final String SESSION =
      "set lock_timeout = 10000; set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 5;"
          + " set tcp_keepalives_count = 2";

  /** Who has another one, or one that can't be shared: 0 is every such one. */
  private static final String OTHERS =
      """
      select coalesce(host(a.client_addr), 'its own machine') || ', ' || a.application_name as other
      from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid = ? and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())
        and l.pid <> pg_backend_pid() and (l.objid <> ? or l.objid = 0)
      order by 1
      """;

  private final DatabaseUrl database;
  private final String engine;
  private final int key;
  private final Runnable lost;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Connection connection;

  private EngineClaim(DatabaseUrl database, String engine, boolean shared, Runnable lost) {
    this.database = database;
    this.engine = engine;
    this.key = shared ? key(engine) : ALONE;
    this.lost = lost;
    this.connection = patiently();
  }

  /**
   * @param engine in words; whoever shares it says the same ones
   * @param shared whether others may run their loops with it, too
   * @param lost done when another server took the database while ours couldn't reach it
   * @throws UnusableDatabaseException when another server has another engine there
   */
  public static EngineClaim take(
      LedgerSettings.External database, String engine, boolean shared, Runnable lost) {
    var claim = new EngineClaim(DatabaseUrl.parse(database.url()), engine, shared, lost);
    Thread.ofPlatform().daemon().name("engine-claim").start(claim::keep);
    return claim;
  }

  /** Never {@link #ALONE}. */
  private static int key(String engine) {
    var sum = new CRC32();
    sum.update(engine.getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() & 0x3fff_ffff) + 1;
  }

  /** A server that was killed just now may still be there for a moment. */
  private Connection patiently() {
    for (int attempt = 1; ; attempt++) {
      try {
        return claim();
      } catch (UnusableDatabaseException e) {
        if (attempt == ATTEMPTS || closed(PAUSE)) {
          throw e;
        }
      } catch (SQLException e) {
        throw new SqlFailureException(e);
      }
    }
  }

  private Connection claim() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("ApplicationName", "countersign on " + engine);
    properties.setProperty("socketTimeout", "30");
    var fresh = DriverManager.getConnection(database.jdbc(), properties);
    try {
      claim(fresh);
      return fresh;
    } catch (SQLException | RuntimeException e) {
      fresh.close();
      throw e;
    }
  }

  private void claim(Connection fresh) throws SQLException {
    var sql = new SqlConnection(fresh);
    fresh.setAutoCommit(true);
    sql.execute(SESSION);
    fresh.setAutoCommit(false);
    sql.first("select pg_advisory_xact_lock(?, 0)", _ -> true, SERIAL);
    var others = sql.list(OTHERS, row -> row.text("other"), (long) ENGINES, (long) key);
    if (!others.isEmpty()) {
      throw new UnusableDatabaseException(told(others));
    }
    sql.first("select pg_advisory_lock_shared(?, ?)", _ -> true, ENGINES, key);
    fresh.commit();
    fresh.setAutoCommit(true);
  }

  private List<String> told(List<String> others) {
    return List.of(
        "another server works on this database: " + String.join("; ", others),
        "this one would run its loops on " + engine + ", and every incident would have two of them",
        "give all servers of a database the same TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, letter by"
            + " letter, or stop the other one");
  }

  private void keep() {
    boolean held = true;
    while (!closed(LOOK)) {
      boolean holds = holds();
      if (held && !holds) {
        LOG.warn("the claim on the database is lost, and will be taken again");
      }
      held = holds || takeAgain();
    }
  }

  private synchronized boolean holds() {
    try {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private synchronized boolean takeAgain() {
    try {
      connection.close();
      connection = claim();
      return true;
    } catch (UnusableDatabaseException e) {
      LOG.error("another server took the database: {}", e.getMessage());
      closing.countDown();
      lost.run();
    } catch (SQLException | SqlFailureException e) {
      LOG.debug("the database can't be claimed now: {}", e.getMessage());
    }
    return false;
  }

  private boolean closed(Duration wait) {
    try {
      return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    synchronized (this) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("the session of the claim had ended before", e);
      }
    }
  }
}
