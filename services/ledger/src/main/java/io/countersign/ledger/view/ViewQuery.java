package io.countersign.ledger.view;

import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Questions to views and events; everything read through one of these is of the same moment. */
public final class ViewQuery {
  private static final EventReader EVENTS = new EventReader();

  private final SqlConnection sql;

  ViewQuery(SqlConnection sql) {
    this.sql = sql;
  }

  /**
   * @param values for the question marks, in order
   */
  public <T> List<T> list(String query, SqlRow.Mapper<T> mapper, @Nullable Object... values) {
    return sql.list(query, mapper, values);
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String query, SqlRow.Mapper<T> mapper, @Nullable Object... values) {
    return sql.first(query, mapper, values);
  }

  /** Whether there is a row. */
  public boolean exists(String query, @Nullable Object... values) {
    return sql.exists(query, values);
  }

  /** Rows that belong to the keys, by key, in the order they were read. */
  public <T> Map<String, List<T>> grouped(
      String query, SqlRow.Mapper<T> mapper, Function<T, String> key, Collection<String> keys) {
    return list(query, mapper, (Object) keys.toArray(String[]::new)).stream()
        .collect(Collectors.groupingBy(key));
  }

  /**
   * Events as they are read today.
   *
   * @param query selects {@link EventReader#COLUMNS}
   */
  public List<RecordedEvent> events(String query, @Nullable Object... values) {
    return EVENTS.read(sql, query, values);
  }

  /** The events at these positions, by position. */
  public Map<Long, RecordedEvent> eventsAt(Collection<Long> positions) {
    var wanted = positions.toArray(Long[]::new);
    var query = "select " + EventReader.COLUMNS + " from event where global_index = any(?)";
    return events(query, (Object) wanted).stream()
        .collect(Collectors.toMap(RecordedEvent::position, event -> event));
  }
}
