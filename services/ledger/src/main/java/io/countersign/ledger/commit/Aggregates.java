package io.countersign.ledger.commit;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Event;
import io.countersign.ledger.Blob;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.axon.AggregateRepository;
import io.countersign.ledger.axon.AggregateShell;
import io.countersign.ledger.axon.AggregateState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.modelling.command.Aggregate;

/** Runs commands on Axon's aggregates within the batch's unit of work. */
public final class Aggregates {
  /**
   * An aggregate that the batch has commands for.
   *
   * @param before its version before the batch; -1 where it had no event
   */
  private record Touched<S, C extends Command, E extends Event>(
      AggregateKind<S, C, E> kind, Aggregate<AggregateShell<S, C, E>> aggregate, long before) {
    static <S, C extends Command, E extends Event> Touched<S, C, E> of(
        AggregateKind<S, C, E> kind, Aggregate<AggregateShell<S, C, E>> aggregate) {
      return new Touched<>(kind, aggregate, version(aggregate));
    }

    S state() {
      return aggregate.invoke(AggregateShell::state);
    }

    AggregateState<S, C, E> now(String id) {
      return new AggregateState<>(kind, id, state(), version(aggregate));
    }

    private static long version(Aggregate<?> aggregate) {
      var version = aggregate.version();
      return version == null ? -1 : version;
    }
  }

  private final List<AggregateRepository<?, ?, ?>> repositories;
  private final AggregateStates states;
  private final Map<String, Touched<?, ?, ?>> touched = new HashMap<>();

  public Aggregates(List<AggregateRepository<?, ?, ?>> repositories, AggregateStates states) {
    this.repositories = List.copyOf(repositories);
    this.states = states;
  }

  void beginBatch() {
    touched.clear();
  }

  /**
   * @throws IllegalArgumentException for a command that no kind of aggregate decides
   */
  Decision<?> handle(Command command, CommandContext context) {
    var repository =
        repository(command)
            .orElseThrow(() -> new IllegalArgumentException("nobody decides " + command));
    return handle(repository, command, context);
  }

  private Optional<AggregateRepository<?, ?, ?>> repository(Command command) {
    return repositories.stream().filter(it -> it.kind().commands().isInstance(command)).findFirst();
  }

  private <S, C extends Command, E extends Event> Decision<?> handle(
      AggregateRepository<S, C, E> repository, Command command, CommandContext context) {
    var kind = repository.kind();
    var id = states.aggregate(kind, command, context);
    states.loading(kind);
    var aggregate = Touched.of(kind, repository.loadOrCreate(id, states.initial(kind, id)));
    touched.putIfAbsent(id, aggregate);
    var decision = repository.handle(aggregate.aggregate(), command, context);
    states.decided(kind, id, aggregate.state(), context.at());
    return decision;
  }

  /** Whether a repeat without an event is usual for a command, and answered by its state. */
  boolean answersRepeats(Command command) {
    return repository(command).filter(it -> states.isTabled(it.kind())).isPresent();
  }

  /** Material of a command that none of its events names. */
  void unnamed(Command command, Blob blob) {
    repository(command).ifPresent(it -> states.unnamed(it.kind(), command, blob));
  }

  void endBatch() {
    states.saveTables();
    touched.forEach(
        (id, it) -> {
          var now = it.now(id);
          if (!states.isTabled(it.kind()) && now.version() >= 0) {
            states.keep(now, it.before());
          }
        });
  }
}
