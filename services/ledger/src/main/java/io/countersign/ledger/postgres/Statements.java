package io.countersign.ledger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Single statements with parameters. */
public final class Statements {
  private Statements() {}

  /**
   * @param values text, numbers, booleans, bytes, UUIDs, instants
   * @return how many rows it changed
   */
  public static int execute(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        var value = values[i];
        statement.setObject(i + 1, value instanceof Instant at ? Timestamp.from(at) : value);
      }
      return statement.executeUpdate();
    }
  }
}
