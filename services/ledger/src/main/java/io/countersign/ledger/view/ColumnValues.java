package io.countersign.ledger.view;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values stand in columns: instants as timestamptz (microseconds), enums by name, ids as text.
 */
public final class ColumnValues {
  private ColumnValues() {}

  /** Sets all question marks, in order. */
  public static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, column(values[i]));
    }
  }

  private static @Nullable Object column(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant at -> at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
      case Enum<?> constant -> constant.name();
      // A column takes no NUL; an event that holds one must not stop the views.
      case String text -> text.indexOf('\0') < 0 ? text : text.replace("\0", "");
      case Number number -> number;
      case Boolean flag -> flag;
      case Object[] array -> array;
      default -> value.toString();
    };
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  public static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Long.class);
  }

  /** Empty for null. */
  public static List<String> texts(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
