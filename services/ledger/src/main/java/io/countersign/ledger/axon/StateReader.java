package io.countersign.ledger.axon;

import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The state of an aggregate as its events say now. What was read lately is remembered, so that
 * watching an aggregate costs what is new of it, however long its story is.
 */
public final class StateReader {
  private static final int REMEMBERED = 2_000;

  /**
   * What was read.
   *
   * @param version sequence number of the last event in it
   * @param event the id of that event: if another one stands there now, the record went back
   */
  private record Read(Object state, long version, UUID event) {}

  private final Transactions transactions;
  private final EventReader reader;
  private final Map<String, Read> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
              return size() > REMEMBERED;
            }
          });

  public StateReader(Transactions transactions, EventReader reader) {
    this.transactions = transactions;
    this.reader = reader;
  }

  /** The initial state of what has no events. */
  public <S> S read(AggregateKind<S, ?, ?> kind, String id) {
    return transactions.call(sql -> read(kind, id, sql));
  }

  private <S> S read(AggregateKind<S, ?, ?> kind, String id, SqlConnection sql) {
    var before = remembered.get(id);
    if (before != null && kind.states().isInstance(before.state())) {
      var events = reader.of(sql, id, before.version());
      if (!events.isEmpty() && events.getFirst().eventId().equals(before.event())) {
        return behind(kind, id, kind.states().cast(before.state()), events);
      }
    }
    var snapshot = Snapshots.latest(kind, id, sql);
    return snapshot.isEmpty()
        ? fromTheFirst(kind, id, reader.of(sql, id, 0))
        : behind(kind, id, snapshot.get().state(), reader.of(sql, id, snapshot.get().version()));
  }

  private <S> S fromTheFirst(AggregateKind<S, ?, ?> kind, String id, List<RecordedEvent> events) {
    return events.isEmpty()
        ? kind.initial()
        : behind(kind, id, kind.evolved(kind.initial(), events.getFirst().event()), events);
  }

  /**
   * @param state after the first of the events
   */
  private <S> S behind(
      AggregateKind<S, ?, ?> kind, String id, S state, List<RecordedEvent> events) {
    var now = state;
    for (int i = 1; i < events.size(); i++) {
      now = kind.evolved(now, events.get(i).event());
    }
    if (!events.isEmpty()) {
      var last = events.getLast();
      long version = Objects.requireNonNull(last.sequence());
      remembered.put(id, new Read(Objects.requireNonNull(now), version, last.eventId()));
    }
    return now;
  }
}
