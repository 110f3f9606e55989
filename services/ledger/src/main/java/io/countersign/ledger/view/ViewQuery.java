package io.countersign.ledger.view;

import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One look at views and events; everything read through it is of the same moment. */
public final class ViewQuery {
  /** Makes one record of the row that the result set stands on. */
  public interface Mapper<T> {
    T row(ResultSet row) throws SQLException;
  }

  private static final EventReader EVENTS = new EventReader();

  private final Connection connection;

  /** Within a transaction that is somebody else's. */
  public ViewQuery(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param values for the question marks, in order
   */
  public <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      ColumnValues.bind(statement, values);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(mapper.row(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new ViewUnavailableException(e);
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> one(String sql, Mapper<T> mapper, @Nullable Object... values) {
    return list(sql, mapper, values).stream().findFirst();
  }

  /** Rows that belong to the keys, by key, in the order they were read. */
  public <T> Map<String, List<T>> grouped(
      String sql, Mapper<T> mapper, Function<T, String> key, Collection<String> keys) {
    return list(sql, mapper, (Object) keys.toArray(String[]::new)).stream()
        .collect(Collectors.groupingBy(key));
  }

  /**
   * Events as they are read today.
   *
   * @param sql selects {@link EventReader#COLUMNS}
   */
  public List<RecordedEvent> events(String sql, @Nullable Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      ColumnValues.bind(statement, values);
      return EVENTS.read(statement);
    } catch (SQLException e) {
      throw new ViewUnavailableException(e);
    }
  }

  /** The events at these positions, by position. */
  public Map<Long, RecordedEvent> eventsAt(Collection<Long> positions) {
    var wanted = positions.toArray(Long[]::new);
    var sql = "select " + EventReader.COLUMNS + " from event where global_index = any(?)";
    return events(sql, (Object) wanted).stream()
        .collect(Collectors.toMap(RecordedEvent::position, event -> event));
  }
}
