package io.countersign.ledger.commit;

import io.countersign.ledger.axon.AggregateState;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States of aggregates as of the last known position. Under the lock it's exact: what others wrote
 * since then is dropped before anything is decided. A database that fell over to a standby may have
 * lost its last events and have others in their place, whatever its head says; so nothing outlives
 * the session that it was read in.
 */
final class AggregateCache {
  private static final int CAPACITY = 10_000;
  private static final int FAR_BEHIND = 5_000;

  private final Map<String, AggregateState<?, ?, ?>> held =
      new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AggregateState<?, ?, ?>> eldest) {
          return size() > CAPACITY;
        }
      };
  private long known;
  private @Nullable Object session;

  /**
   * @param next the position that will be written next, read under the lock
   */
  void catchUp(long next, SqlConnection sql) {
    var before = session;
    session = sql.session();
    if (!session.equals(before) || next <= known || next - known > FAR_BEHIND) {
      held.clear();
    } else if (next != known + 1) {
      drop(sql);
    }
    known = next - 1;
  }

  private void drop(SqlConnection sql) {
    var query =
        """
        select distinct aggregate_id from event
        where global_index > ? and aggregate_id is not null\
        """;
    sql.list(query, row -> row.text("aggregate_id"), known).forEach(held::remove);
  }

  Optional<AggregateState<?, ?, ?>> state(String id) {
    return Optional.ofNullable(held.get(id));
  }

  /** After the commit of what was written up to a position. */
  void committed(Map<String, AggregateState<?, ?, ?>> states, long position) {
    held.putAll(states);
    known = position;
  }

  /** After a rollback. */
  void clear() {
    held.clear();
    known = 0;
  }
}
