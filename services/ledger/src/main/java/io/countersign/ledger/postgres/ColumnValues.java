package io.countersign.ledger.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of values in columns: instants as timestamptz, cut to its microseconds, never rounded,
 * so that nothing is ever stored later than it was; enums by name; ids and other values as the text
 * that they are.
 */
final class ColumnValues {
  private ColumnValues() {}

  /** Sets all question marks, in order. */
  static void bind(PreparedStatement statement, NulPolicy nul, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof SqlNull typed) {
        statement.setNull(i + 1, typed.type());
      } else {
        statement.setObject(i + 1, column(values[i], nul, statement));
      }
    }
  }

  private static @Nullable Object column(
      @Nullable Object value, NulPolicy nul, PreparedStatement statement) throws SQLException {
    return switch (value) {
      case null -> null;
      case Instant at -> micros(at).atOffset(ZoneOffset.UTC);
      case Number number -> number;
      case Boolean flag -> flag;
      case byte[] bytes -> bytes;
      case UUID id -> id;
      case Object[] elements -> array(elements, nul, statement.getConnection());
      default -> text(value, nul);
    };
  }

  /** An array's elements are all of one sort, and none is null. */
  private static Array array(Object[] elements, NulPolicy nul, Connection connection)
      throws SQLException {
    var sort = elements.getClass().getComponentType();
    if (Number.class.isAssignableFrom(sort)) {
      return connection.createArrayOf("int8", elements);
    }
    if (sort == UUID.class) {
      return connection.createArrayOf("uuid", elements);
    }
    var texts = Stream.of(elements).map(it -> text(it, nul)).toArray(String[]::new);
    return connection.createArrayOf(sort == Instant.class ? "timestamptz" : "text", texts);
  }

  private static String text(Object value, NulPolicy nul) {
    return switch (value) {
      case Instant at -> micros(at).toString();
      case Enum<?> constant -> constant.name();
      default -> nul.applied(value.toString());
    };
  }

  private static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
