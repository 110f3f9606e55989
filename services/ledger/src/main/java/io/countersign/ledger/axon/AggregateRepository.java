package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Event;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** The aggregates of one kind, over an event store. */
public final class AggregateRepository<S, C extends Command, E extends Event> {
  /** The name that Axon gives the shell's handler. */
  private static final String COMMAND = Command.class.getName();

  private final AggregateKind<S, C, E> kind;
  private final Repository<AggregateShell<S, C, E>> repository;

  public AggregateRepository(AggregateKind<S, C, E> kind, EventStore store) {
    this.kind = kind;
    repository = repository(kind, store);
  }

  /** No lock an aggregate: one thread writes, under the one lock of the database. */
  private static <S, C extends Command, E extends Event>
      Repository<AggregateShell<S, C, E>> repository(
          AggregateKind<S, C, E> kind, EventStore store) {
    var model = new AggregateKindModel<>(kind);
    return EventSourcingRepository.<AggregateShell<S, C, E>>builder(AggregateKindModel.shell())
        .aggregateModel(model)
        .aggregateFactory(new ShellFactory<>(kind, model))
        .eventStore(store)
        .lockFactory(NullLockFactory.INSTANCE)
        .build();
  }

  public AggregateKind<S, C, E> kind() {
    return kind;
  }

  /** For Axon's test fixture. */
  Repository<AggregateShell<S, C, E>> ofAxon() {
    return repository;
  }

  /**
   * As its events say.
   *
   * @param initial its state where it has none
   */
  public Aggregate<AggregateShell<S, C, E>> loadOrCreate(String id, S initial) {
    try {
      return repository.loadOrCreate(id, () -> new AggregateShell<>(kind, id, initial));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("an aggregate's creation threw a checked exception", e);
    }
  }

  /** Has the aggregate decide, and its events staged in the current unit of work. */
  public Decision<?> handle(
      Aggregate<AggregateShell<S, C, E>> aggregate, Command command, CommandContext context) {
    var message = new GenericMessage<Object>(command, Envelope.carrying(context));
    try {
      return (Decision<?>) aggregate.handle(new GenericCommandMessage<>(message, COMMAND));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a command handler threw a checked exception", e);
    }
  }

  private static final class ShellFactory<S, C extends Command, E extends Event>
      extends AbstractAggregateFactory<AggregateShell<S, C, E>> {
    private final AggregateKind<S, C, E> kind;

    ShellFactory(AggregateKind<S, C, E> kind, AggregateKindModel<S, C, E> model) {
      super(model);
      this.kind = kind;
    }

    @Override
    @SuppressWarnings("rawtypes") // the overridden method's
    protected AggregateShell<S, C, E> doCreateAggregate(String id, DomainEventMessage first) {
      return new AggregateShell<>(kind, id, kind.initial());
    }
  }
}
