package io.countersign.ledger.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** Opens consistent looks at views and events: all that one answer shows is of one moment. */
public final class ViewReader {
  private final DataSource source;

  public ViewReader(DataSource source) {
    this.source = source;
  }

  /**
   * @throws ViewUnavailableException when the database can't be asked
   */
  public <T> T read(Function<ViewQuery, T> look) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      begin(connection);
      var seen = look.apply(new ViewQuery(connection));
      connection.commit();
      connection.setAutoCommit(true);
      return seen;
    } catch (SQLException e) {
      throw new ViewUnavailableException(e);
    }
  }

  private static void begin(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read read only");
    }
  }
}
