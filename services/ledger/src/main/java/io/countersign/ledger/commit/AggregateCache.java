package io.countersign.ledger.commit;

import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.axon.Snapshots;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;

/**
 * States of aggregates as of the last known position. Under the lock it's exact: what others wrote
 * since then is dropped before anything is decided.
 */
final class AggregateCache {
  /**
   * @param version sequence number of the last event
   */
  record Held<S>(AggregateKind<?, S, ?, ?> kind, S state, long version) {
    Snapshots.Snapshot<S> snapshot() {
      return new Snapshots.Snapshot<>(state, version);
    }

    DomainEventStream stream(String id) {
      return DomainEventStream.of(kind.message(id, state, version));
    }
  }

  private static final int CAPACITY = 10_000;
  private static final int FAR_BEHIND = 5_000;

  private final Map<String, Held<?>> held =
      new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held<?>> eldest) {
          return size() > CAPACITY;
        }
      };
  private long known;

  /**
   * @param next the position that will be written next, read under the lock
   */
  void catchUp(long next, SqlConnection sql) {
    if (next - known > FAR_BEHIND) {
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

  Optional<DomainEventStream> stream(String id) {
    return Optional.ofNullable(held.get(id)).map(it -> it.stream(id));
  }

  /** After the commit of what was written up to a position. */
  void committed(Map<String, Held<?>> states, long position) {
    held.putAll(states);
    known = position;
  }

  /** After a rollback: what an aggregate's shell did to itself isn't true. */
  void clear() {
    held.clear();
    known = 0;
  }
}
