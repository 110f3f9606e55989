package io.countersign.ledger.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row that a query stands on; good until its mapper returns. What may be null is asked for as
 * such: a null anywhere else is a defect and thrown.
 */
public final class SqlRow {
  /** Makes one value of a row. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(SqlRow row);
  }

  /** One column of the driver's row. */
  @FunctionalInterface
  private interface Column<T extends @Nullable Object> {
    T read(ResultSet row) throws SQLException;
  }

  private final ResultSet row;

  SqlRow(ResultSet row) {
    this.row = row;
  }

  public String text(String column) {
    return present(column, textOrNull(column));
  }

  public @Nullable String textOrNull(String column) {
    return read(it -> it.getString(column));
  }

  public long longValue(String column) {
    return present(column, longOrNull(column));
  }

  public @Nullable Long longOrNull(String column) {
    return read(it -> orNull(it, it.getLong(column)));
  }

  public int intValue(String column) {
    return present(column, intOrNull(column));
  }

  public @Nullable Integer intOrNull(String column) {
    return read(it -> orNull(it, it.getInt(column)));
  }

  public boolean flag(String column) {
    return present(column, read(it -> orNull(it, it.getBoolean(column))));
  }

  public Instant instant(String column) {
    return present(column, instantOrNull(column));
  }

  public @Nullable Instant instantOrNull(String column) {
    var at = read(it -> it.getObject(column, OffsetDateTime.class));
    return at == null ? null : at.toInstant();
  }

  /** A value that stands in the column by its name. */
  public <E extends Enum<E>> E constant(String column, Class<E> type) {
    return Enum.valueOf(type, text(column));
  }

  public <E extends Enum<E>> @Nullable E constantOrNull(String column, Class<E> type) {
    var name = textOrNull(column);
    return name == null ? null : Enum.valueOf(type, name);
  }

  /** Empty for null. */
  public List<String> texts(String column) {
    var array = read(it -> it.getArray(column));
    return array == null ? List.of() : List.of(read(_ -> (String[]) array.getArray()));
  }

  public UUID uuid(String column) {
    return present(column, read(it -> it.getObject(column, UUID.class)));
  }

  public byte[] bytes(String column) {
    return present(column, read(it -> it.getBytes(column)));
  }

  private <T extends @Nullable Object> T read(Column<T> column) {
    try {
      return column.read(row);
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /** The driver says zero for a null, and asked again that it was one. */
  private static <T> @Nullable T orNull(ResultSet row, T value) throws SQLException {
    return row.wasNull() ? null : value;
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the column " + column + " is null");
    }
    return value;
  }
}
