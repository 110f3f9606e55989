package io.countersign.ledger.view;

import io.countersign.ledger.postgres.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one batch of events, sent statement by statement instead of event by event.
 * Statements run in the order they're declared in, the rows of each in the order they were added.
 * So a view declares inserts before updates, and no two of its updates touch the same column: then
 * the order between statements doesn't matter and the outcome doesn't depend on where batches are
 * cut.
 */
public final class StatementBatch {
  private final Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

  public StatementBatch(String... statements) {
    for (var statement : statements) {
      rows.put(statement, new ArrayList<>());
    }
  }

  /**
   * @param statement one of those declared
   * @param values for its question marks, in order
   * @throws IllegalArgumentException for a statement that wasn't declared
   */
  public void add(String statement, @Nullable Object... values) {
    var added = rows.get(statement);
    if (added == null) {
      throw new IllegalArgumentException("not declared: " + statement);
    }
    added.add(values);
  }

  /** Sends everything, in the transaction of the caller. */
  public void send(SqlConnection sql) {
    for (var entry : rows.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        sql.executeBatch(entry.getKey(), entry.getValue());
      }
    }
  }
}
