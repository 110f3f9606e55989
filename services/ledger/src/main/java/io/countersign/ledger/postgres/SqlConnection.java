package io.countersign.ledger.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A transaction's connection, as everything in the ledger uses it: the one place where statements
 * are prepared and values bound. Values are texts, numbers, booleans, bytes, UUIDs, instants,
 * enums, ids, arrays of these, and null; see {@link ColumnValues}.
 */
public final class SqlConnection {
  private final Connection connection;
  private final NulPolicy nul;

  public SqlConnection(Connection connection) {
    this(connection, NulPolicy.REFUSE);
  }

  private SqlConnection(Connection connection, NulPolicy nul) {
    this.connection = connection;
    this.nul = nul;
  }

  /** The same connection, with another treatment of NUL in texts. */
  public SqlConnection with(NulPolicy policy) {
    return new SqlConnection(connection, policy);
  }

  /**
   * What stays the same as long as this is the same session of the same server: who finds another
   * one may speak to another database.
   */
  public Object session() {
    try {
      return connection.unwrap(PGConnection.class);
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /**
   * @param values for the question marks, in order
   * @return how many rows it changed
   * @throws SqlFailureException the transaction is void
   */
  public int execute(String sql, @Nullable Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      ColumnValues.bind(statement, nul, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /** The same statement for many rows, sent at once. */
  public void executeBatch(String sql, List<@Nullable Object[]> rows) {
    try (var statement = connection.prepareStatement(sql)) {
      for (var row : rows) {
        ColumnValues.bind(statement, nul, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /** All rows, in order. */
  public <T> List<T> list(String sql, SqlRow.Mapper<T> mapper, @Nullable Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      ColumnValues.bind(statement, nul, values);
      return rows(statement, mapper);
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  private static <T> List<T> rows(PreparedStatement statement, SqlRow.Mapper<T> mapper)
      throws SQLException {
    try (var rows = statement.executeQuery()) {
      var row = new SqlRow(rows);
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(mapper.map(row));
      }
      return found;
    }
  }

  /**
   * Hands out row after row, in order; no more than some of them are in memory at once.
   *
   * @param fetched how many come with one answer
   */
  public void each(int fetched, String sql, Consumer<SqlRow> reader, @Nullable Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(fetched);
      ColumnValues.bind(statement, nul, values);
      try (var rows = statement.executeQuery()) {
        var row = new SqlRow(rows);
        while (rows.next()) {
          reader.accept(row);
        }
      }
    } catch (SQLException e) {
      throw new SqlFailureException(e);
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, SqlRow.Mapper<T> mapper, @Nullable Object... values) {
    return list(sql, mapper, values).stream().findFirst();
  }

  /** Whether there is a row. */
  public boolean exists(String sql, @Nullable Object... values) {
    return !list(sql, _ -> true, values).isEmpty();
  }

  /** Waits for PostgreSQL's advisory lock of these numbers; it's held to the transaction's end. */
  public void advisoryLock(int space, int number) {
    exists("select pg_advisory_xact_lock(?, ?)", space, number);
  }
}
