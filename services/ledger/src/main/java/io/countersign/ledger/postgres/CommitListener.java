package io.countersign.ledger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of commits on other servers. A lost notification costs a processor's next look, no more.
 */
public final class CommitListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitListener.class);
  private static final int LISTEN_MILLIS = 500;
  private static final long RECONNECT_MILLIS = 1_000;

  private final DataSource source;
  private final Runnable committed;
  private volatile boolean closed;

  /**
   * @param committed is told of commits, and that some may have been missed
   */
  public CommitListener(DataSource source, Runnable committed) {
    this.source = source;
    this.committed = committed;
    Thread.ofPlatform().daemon().name("ledger-listener").start(this::run);
  }

  private void run() {
    while (!closed) {
      try (var connection = source.getConnection()) {
        listen(connection);
      } catch (SQLException | SqlFailureException e) {
        pause(e);
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    var sql = new SqlConnection(connection);
    sql.execute("listen ledger");
    committed.run();
    var postgres = connection.unwrap(PGConnection.class);
    while (!closed) {
      var notifications = postgres.getNotifications(LISTEN_MILLIS);
      if (notifications != null && notifications.length > 0) {
        committed.run();
      }
    }
    sql.execute("unlisten *");
  }

  private void pause(Exception e) {
    if (closed) {
      return;
    }
    LOG.warn("can't listen for commits, will try again: {}", e.getMessage());
    try {
      Thread.sleep(RECONNECT_MILLIS);
    } catch (InterruptedException interrupted) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /** The thread ends with its connection, when the pool is closed. */
  @Override
  public void close() {
    closed = true;
  }
}
