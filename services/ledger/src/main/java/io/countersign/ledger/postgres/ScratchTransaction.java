package io.countersign.ledger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** A transaction that sees the database as of one moment, and of which nothing stays. */
public final class ScratchTransaction {
  private ScratchTransaction() {}

  /**
   * @throws SqlFailureException when the database can't be asked
   */
  public static <T> T run(DataSource source, Function<SqlConnection, T> work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var sql = new SqlConnection(connection);
        sql.execute("set transaction isolation level repeatable read");
        return work.apply(sql);
      } finally {
        undo(connection);
      }
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  private static void undo(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }
}
