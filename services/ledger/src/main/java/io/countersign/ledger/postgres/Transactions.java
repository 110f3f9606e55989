package io.countersign.ledger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/** One connection a thread, joined by nested transactions: all that Axon needs to know of them. */
public final class Transactions implements TransactionManager, ConnectionProvider {
  /** Work on the current transaction's connection. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  private static final Transaction JOINED =
      new Transaction() {
        @Override
        public void commit() {
          // the outermost transaction commits
        }

        @Override
        public void rollback() {
          // the outermost transaction rolls back
        }
      };

  private final DataSource source;

  @SuppressWarnings("ThreadLocalUsage") // one for each database, and there is one database
  private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

  public Transactions(DataSource source) {
    this.source = source;
  }

  @Override
  public Transaction startTransaction() {
    if (current.get() != null) {
      return JOINED;
    }
    try {
      var connection = source.getConnection();
      connection.setAutoCommit(false);
      current.set(connection);
      return new Outermost(connection);
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /** The connection of this thread's transaction. */
  public Connection connection() {
    var connection = current.get();
    if (connection == null) {
      throw new IllegalStateException("no transaction");
    }
    return connection;
  }

  /** Reads or writes in a transaction of its own, or in this thread's where there is one. */
  public <T extends @Nullable Object> T call(Work<T> work) {
    var transaction = startTransaction();
    try {
      var result = work.on(connection());
      transaction.commit();
      return result;
    } catch (SQLException e) {
      transaction.rollback();
      throw new SqlFailureException(e);
    } catch (RuntimeException | Error e) {
      transaction.rollback();
      throw e;
    }
  }

  /** For Axon, which closes what it's given: only the outermost transaction really does. */
  @Override
  public Connection getConnection() throws SQLException {
    var connection = current.get();
    return connection == null
        ? source.getConnection()
        : ConnectionWrapperFactory.wrap(
            connection, new ConnectionWrapperFactory.NoOpCloseHandler());
  }

  private final class Outermost implements Transaction {
    private final Connection connection;

    Outermost(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void commit() {
      end(true);
    }

    @Override
    public void rollback() {
      end(false);
    }

    private void end(boolean commit) {
      current.remove();
      try (connection) {
        if (commit) {
          connection.commit();
        } else {
          connection.rollback();
        }
      } catch (SQLException e) {
        throw new SqlFailureException(e);
      }
    }
  }
}
