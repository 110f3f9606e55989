package io.countersign.ledger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/** One connection a thread, joined by nested transactions: all that Axon needs to know of them. */
public final class Transactions implements TransactionManager, ConnectionProvider {
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

  private static final int ATTEMPTS = 5;

  private final DataSource source;

  @SuppressWarnings("ThreadLocalUsage") // one for each source of connections, and there are two
  private final ThreadLocal<@Nullable Outermost> current = new ThreadLocal<>();

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
      var outermost = new Outermost(connection);
      current.set(outermost);
      return outermost;
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /** The connection of this thread's transaction. */
  public SqlConnection sql() {
    var transaction = current.get();
    if (transaction == null) {
      throw new IllegalStateException("no transaction");
    }
    return transaction.sql;
  }

  /** Reads or writes in a transaction of its own, or in this thread's where there is one. */
  public <T extends @Nullable Object> T call(Function<SqlConnection, T> work) {
    var transaction = startTransaction();
    T result;
    try {
      result = work.apply(sql());
    } catch (RuntimeException | Error e) {
      transaction.rollback();
      throw e;
    }
    transaction.commit();
    return result;
  }

  /**
   * The same of work that may be done again: what others who wrote at the same time made void is
   * done anew, and sees what they wrote. Within a transaction that's for whoever began it.
   */
  public <T extends @Nullable Object> T callAnew(Function<SqlConnection, T> work) {
    return current.get() == null ? callAnew(ATTEMPTS, work) : call(work);
  }

  private <T extends @Nullable Object> T callAnew(int attempts, Function<SqlConnection, T> work) {
    try {
      return call(work);
    } catch (SqlFailureException e) {
      if (attempts == 1 || !SqlFailureException.isVoidedByOthers(e)) {
        throw e;
      }
      return callAnew(attempts - 1, work);
    }
  }

  /** For Axon, which closes what it's given: only the outermost transaction really does. */
  @Override
  public Connection getConnection() throws SQLException {
    var transaction = current.get();
    return transaction == null
        ? source.getConnection()
        : ConnectionWrapperFactory.wrap(
            transaction.connection, new ConnectionWrapperFactory.NoOpCloseHandler());
  }

  private final class Outermost implements Transaction {
    private final Connection connection;
    private final SqlConnection sql;

    Outermost(Connection connection) {
      this.connection = connection;
      this.sql = new SqlConnection(connection);
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
