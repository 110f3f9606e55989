package io.countersign.ledger.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a list, each with its value; what isn't asked for is left out, so indexes are used.
 */
public final class QueryConditions {
  private final StringBuilder sql = new StringBuilder("true");
  private final List<@Nullable Object> values = new ArrayList<>();

  /**
   * @param condition with one question mark; a constant, never made of what a caller sent
   * @param value no condition when null
   */
  public QueryConditions and(String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      values.add(value);
    }
    return this;
  }

  /** A condition without a value. */
  public QueryConditions and(String condition) {
    sql.append(" and ").append(condition);
    return this;
  }

  public String sql() {
    return sql.toString();
  }

  /** The conditions' values and then these. */
  public @Nullable Object[] values(@Nullable Object... more) {
    var all = new ArrayList<>(values);
    all.addAll(java.util.Arrays.asList(more));
    return all.toArray();
  }
}
