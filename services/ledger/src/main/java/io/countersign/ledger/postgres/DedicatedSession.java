package io.countersign.ledger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A connection that is kept over several transactions, for what lives in its session. */
public final class DedicatedSession implements AutoCloseable {
  private final Connection connection;
  private final SqlConnection sql;

  private DedicatedSession(Connection connection) {
    this.connection = connection;
    this.sql = new SqlConnection(connection).with(NulPolicy.DROP);
  }

  /**
   * @throws SqlFailureException when there is none
   */
  public static DedicatedSession open(DataSource source) {
    try {
      var connection = source.getConnection();
      connection.setAutoCommit(false);
      return new DedicatedSession(connection);
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  public SqlConnection sql() {
    return sql;
  }

  /** Ends the transaction; the next statement begins another one. */
  public void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /** Undoes what isn't committed; the next statement begins another transaction. */
  public void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /** What isn't committed is undone. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }
}
