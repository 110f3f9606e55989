package io.countersign.ledger.view;

import io.countersign.ledger.store.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** Opens consistent looks at views and events: all that one answer shows is of one moment. */
public final class Snapshots {
  private final DataSource source;
  private final EventReader events = new EventReader();

  public Snapshots(DataSource source) {
    this.source = source;
  }

  /**
   * @throws ViewUnavailable when the database can't be asked
   */
  public <T> T read(Function<Snapshot, T> look) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      begin(connection);
      var seen = look.apply(new Snapshot(connection, events));
      connection.commit();
      connection.setAutoCommit(true);
      return seen;
    } catch (SQLException e) {
      throw new ViewUnavailable(e);
    }
  }

  private static void begin(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read read only");
    }
  }
}
