package io.countersign.ledger.axon;

import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;

/** The state of an aggregate as its events say now. */
public final class StateReader {
  private final Transactions transactions;
  private final EventReader reader;

  public StateReader(Transactions transactions, EventReader reader) {
    this.transactions = transactions;
    this.reader = reader;
  }

  /** The initial state of what has no events. */
  public <S> S read(AggregateKind<S, ?, ?> kind, String id) {
    return transactions.call(sql -> fold(kind, id, sql));
  }

  private <S> S fold(AggregateKind<S, ?, ?> kind, String id, SqlConnection sql) {
    var snapshot = Snapshots.latest(kind, id, sql);
    var state = snapshot.<S>map(AggregateState::state).orElse(kind.initial());
    long from = snapshot.map(it -> it.version() + 1).orElse(0L);
    for (var recorded : reader.of(sql, id, from)) {
      state = kind.evolved(state, recorded.event());
    }
    return state;
  }
}
