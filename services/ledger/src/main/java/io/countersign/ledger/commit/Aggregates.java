package io.countersign.ledger.commit;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.alert.AlertKind;
import io.countersign.ledger.alert.AlertSeenTable;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.axon.Envelope;
import io.countersign.ledger.axon.LedgerEventStore;
import io.countersign.ledger.axon.Snapshots;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands on Axon's aggregates within the batch's unit of work, and remembers their states.
 */
public final class Aggregates implements LedgerEventStore.Memory {
  private record Touched<A, S>(
      AggregateKind<A, S, ?, ?> kind, Aggregate<A> aggregate, long before) {
    S state() {
      return aggregate.invoke(kind.state());
    }

    /** Null when there still is no event. */
    AggregateCache.@Nullable Held<S> held() {
      var version = aggregate.version();
      return version == null ? null : new AggregateCache.Held<>(kind, state(), version);
    }
  }

  private final List<AggregateKind<?, ?, ?, ?>> kinds;
  private final Function<Class<?>, Repository<?>> repositories;
  private final AggregateCache cache = new AggregateCache();
  private final AlertSeenTable alerts = new AlertSeenTable();
  private final Map<String, Touched<?, ?>> touched = new HashMap<>();
  private final Map<String, AggregateCache.Held<?>> held = new HashMap<>();
  private @Nullable AggregateKind<?, ?, ?, ?> loading;
  private @Nullable SqlConnection sql;

  /**
   * @param repositories Axon's repository of an aggregate's class
   */
  public Aggregates(
      List<AggregateKind<?, ?, ?, ?>> kinds, Function<Class<?>, Repository<?>> repositories) {
    this.kinds = List.copyOf(kinds);
    this.repositories = repositories;
  }

  AlertSeenTable alerts() {
    return alerts;
  }

  @Override
  public Optional<DomainEventStream> exact(String id) {
    var seen = alerts.seen().get(id);
    if (seen == null) {
      return cache.stream(id);
    }
    return Optional.of(
        seen.events() == 0
            ? DomainEventStream.empty()
            : DomainEventStream.of(AlertKind.KIND.message(id, seen, seen.events() - 1)));
  }

  @Override
  public Optional<DomainEventMessage<?>> snapshot(String id) {
    var kind = loading;
    return kind == null ? Optional.empty() : snapshot(kind, id);
  }

  private <S> Optional<DomainEventMessage<?>> snapshot(AggregateKind<?, S, ?, ?> kind, String id) {
    return Snapshots.latest(kind, id, sql()).map(it -> kind.message(id, it.state(), it.version()));
  }

  private SqlConnection sql() {
    return Objects.requireNonNull(sql, "no batch");
  }

  void beginBatch(long next, SqlConnection sql) {
    this.sql = sql;
    touched.clear();
    held.clear();
    cache.catchUp(next, sql);
  }

  Decision<?> handle(Command command, CommandContext context) {
    var kind =
        kinds.stream()
            .filter(it -> it.commands().isInstance(command))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("nobody decides " + command));
    try {
      var decision = handle(kind, command, context);
      if (command instanceof AlertCommand it) {
        var after = (AlertSeen) touched(command).state();
        alerts.changed(it.alert(), after, context.at());
      }
      return decision;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a command handler threw a checked exception", e);
    }
  }

  private Touched<?, ?> touched(Command command) {
    return Objects.requireNonNull(touched.get(command.target()));
  }

  private <A, S> Decision<?> handle(
      AggregateKind<A, S, ?, ?> kind, Command command, CommandContext context) throws Exception {
    var id = command.target();
    loading = kind;
    var aggregate = repository(kind).loadOrCreate(id, () -> kind.create(id));
    var version = aggregate.version();
    touched.putIfAbsent(id, new Touched<>(kind, aggregate, version == null ? -1 : version));
    var message = new GenericMessage<Object>(command, Envelope.carrying(context));
    return (Decision<?>)
        aggregate.handle(new GenericCommandMessage<>(message, kind.commands().getName()));
  }

  @SuppressWarnings("unchecked") // each kind's class was registered for a repository of itself
  private <A> Repository<A> repository(AggregateKind<A, ?, ?, ?> kind) {
    return (Repository<A>) repositories.apply(kind.type());
  }

  /** Alerts have a table of their own; the others are remembered, and long ones get a snapshot. */
  void endBatch(SqlConnection sql) {
    for (var entry : touched.entrySet()) {
      var it = entry.getValue();
      var now = it.kind().equals(AlertKind.KIND) ? null : it.held();
      if (now == null) {
        continue;
      }
      held.put(entry.getKey(), now);
      if (now.version() / Snapshots.DISTANCE > Math.max(0, it.before()) / Snapshots.DISTANCE) {
        Snapshots.keep(now.kind(), entry.getKey(), now.snapshot(), sql);
      }
    }
  }

  void committed(long head) {
    cache.committed(held, head);
  }

  void rolledBack() {
    cache.clear();
  }
}
