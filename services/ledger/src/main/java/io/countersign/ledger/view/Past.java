package io.countersign.ledger.view;

import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.NulPolicy;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record up to a position, and empty tables of some views, in a transaction that nothing stays
 * of. Whoever reads an event here finds none that is later.
 */
public final class Past {
  private static final int PAGE = 500;

  private final SqlConnection sql;
  private final ViewQuery query;
  private final List<View> views;

  Past(SqlConnection sql, List<View> views) {
    this.sql = sql.with(NulPolicy.DROP);
    this.query = new ViewQuery(this.sql);
    this.views = views;
  }

  public SqlConnection sql() {
    return sql;
  }

  /** Questions to the views as they are filled by now. */
  public ViewQuery query() {
    return query;
  }

  /** From now on these tables, of which the public ones aren't touched, are empty ones. */
  public void empty(List<String> tables) {
    tables.forEach(
        it ->
            sql.execute(
                "create temporary table "
                    + it
                    + " (like public."
                    + it
                    + " including all) on commit drop"));
    sql.execute("discard plans"); // the session may have prepared statements for the other tables
  }

  /**
   * Has the views take these events in, a page at a time.
   *
   * @param condition on {@code event}
   * @param values for its question marks
   */
  public void take(String condition, @Nullable Object... values) {
    var page =
        "select "
            + EventReader.COLUMNS
            + " from event where "
            + condition
            + " and global_index > ? order by global_index limit ?";
    long last = 0;
    for (var next = take(page, last, values); next > last; next = take(page, last, values)) {
      last = next;
    }
  }

  /** Answers the position of the last event that was taken. */
  private long take(String page, long after, @Nullable Object... values) {
    @Nullable Object[] all = Arrays.copyOf(values, values.length + 2);
    all[values.length] = after;
    all[values.length + 1] = PAGE;
    List<RecordedEvent> events = query.events(page, all);
    if (events.isEmpty()) {
      return after;
    }
    // One by one: nobody who looked at that event saw a part of the next.
    events.stream().map(List::of).forEach(it -> views.forEach(view -> view.apply(it, sql)));
    return events.getLast().position();
  }
}
