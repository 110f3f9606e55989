package io.countersign.ledger.postgres;

import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** A transaction that only reads, and sees the database as of one moment. */
public final class ReadOnlyTransaction {
  private ReadOnlyTransaction() {}

  /**
   * @throws SqlFailureException when the database can't be asked
   */
  public static <T> T read(DataSource source, Function<SqlConnection, T> work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      var sql = new SqlConnection(connection);
      sql.execute("set transaction isolation level repeatable read read only");
      var seen = work.apply(sql);
      connection.commit();
      connection.setAutoCommit(true);
      return seen;
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }
}
