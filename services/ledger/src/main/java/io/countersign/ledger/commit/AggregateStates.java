package io.countersign.ledger.commit;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.ledger.Blob;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.axon.AggregateState;
import io.countersign.ledger.axon.LedgerEventStore;
import io.countersign.ledger.axon.Snapshots;
import io.countersign.ledger.axon.StateTable;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The states that a batch decides on, each from where its kind keeps it: a table of its own, or
 * else the exact cache and the last snapshot.
 */
public final class AggregateStates implements LedgerEventStore.Memory {
  private final Map<AggregateKind<?, ?, ?>, StateTable<?, ?, ?>> tables = new HashMap<>();
  private final AggregateCache cache = new AggregateCache();
  private final Map<String, AggregateState<?, ?, ?>> left = new HashMap<>();
  private @Nullable AggregateKind<?, ?, ?> loading;
  private @Nullable SqlConnection sql;

  public AggregateStates(List<StateTable<?, ?, ?>> tables) {
    tables.forEach(table -> this.tables.put(table.kind(), table));
  }

  /**
   * @param next the position that will be written next, read under the lock
   * @param commands of the batch
   */
  void beginBatch(long next, Collection<Command> commands, SqlConnection sql) {
    this.sql = sql;
    left.clear();
    cache.catchUp(next, sql);
    tables.forEach((kind, table) -> table.load(targets(kind, commands), sql));
  }

  private static Set<String> targets(AggregateKind<?, ?, ?> kind, Collection<Command> commands) {
    var ids = new TreeSet<String>();
    for (var command : commands) {
      if (kind.commands().isInstance(command)) {
        ids.add(command.target());
      }
    }
    return ids;
  }

  /** The kind of the next aggregate that Axon will load. */
  void loading(AggregateKind<?, ?, ?> kind) {
    loading = kind;
  }

  /** The aggregate that a command is about. */
  <S, C extends Command, E extends Event> String aggregate(
      AggregateKind<S, C, E> kind, Command command, CommandContext context) {
    var table = table(kind);
    return table == null
        ? command.target()
        : table.aggregate(kind.commands().cast(command), context);
  }

  /** The state of one that has no event. */
  <S, C extends Command, E extends Event> S initial(AggregateKind<S, C, E> kind, String id) {
    var table = table(kind);
    return table == null ? kind.initial() : table.state(id).state();
  }

  boolean isTabled(AggregateKind<?, ?, ?> kind) {
    return tables.containsKey(kind);
  }

  @Override
  public Optional<AggregateState<?, ?, ?>> exact(String id) {
    var table = tables.get(loading);
    return table == null ? cache.state(id) : Optional.of(table.state(id));
  }

  @Override
  public Optional<AggregateState<?, ?, ?>> snapshot(String id) {
    return Snapshots.latest(Objects.requireNonNull(loading), id, sql()).map(it -> it);
  }

  private SqlConnection sql() {
    return Objects.requireNonNull(sql, "no batch");
  }

  /** What a command left, for the next one of the batch. */
  <S, C extends Command, E extends Event> void decided(
      AggregateKind<S, C, E> kind, String id, S state, Instant at) {
    var table = table(kind);
    if (table != null) {
      table.changed(id, state, at);
    }
  }

  /** Material of a command that none of its events names. */
  void unnamed(AggregateKind<?, ?, ?> kind, Command command, Blob blob) {
    var table = tables.get(kind);
    if (table != null) {
      table.unnamed(command.target(), blob);
    }
  }

  @SuppressWarnings("unchecked") // each was put in under its own kind
  private <S, C extends Command, E extends Event> @Nullable StateTable<S, C, E> table(
      AggregateKind<S, C, E> kind) {
    return (StateTable<S, C, E>) tables.get(kind);
  }

  /**
   * What the batch left of an aggregate without a table: it's remembered, and a long stream gets a
   * snapshot.
   *
   * @param before its version before the batch
   */
  void keep(AggregateState<?, ?, ?> state, long before) {
    left.put(state.id(), state);
    if (state.version() / Snapshots.DISTANCE > Math.max(0, before) / Snapshots.DISTANCE) {
      Snapshots.keep(state, sql());
    }
  }

  void saveTables() {
    tables.values().forEach(table -> table.save(sql()));
  }

  void committed(long head) {
    cache.committed(left, head);
  }

  /** What an aggregate's shell did to itself isn't true. */
  void rolledBack() {
    cache.clear();
  }
}
