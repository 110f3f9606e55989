package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.Event;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * How one kind of aggregate is run: the Axon shell around a domain state.
 *
 * @param name as stored in {@code event.aggregate_type}
 * @param revision of the state's form; a snapshot of another revision is ignored
 * @param shell makes one around a state
 * @param state takes the state out again
 */
public record AggregateKind<A, S, C extends Command, E extends Event>(
    String name,
    String revision,
    Class<A> type,
    Class<C> commands,
    Class<E> events,
    Class<S> states,
    S initial,
    BiFunction<S, E, S> evolve,
    BiFunction<String, S, A> shell,
    Function<A, S> state) {
  public A create(String id) {
    return shell.apply(id, initial);
  }

  /** Events of other kinds are a broken record. */
  public S evolved(S before, Event event) {
    return evolve.apply(before, events.cast(event));
  }

  /**
   * A state in the form Axon loads an aggregate from without its events.
   *
   * @param version sequence number of the last event that went into it
   */
  public DomainEventMessage<?> message(String id, S state, long version) {
    return new GenericDomainEventMessage<>(name, id, version, shell.apply(id, state));
  }
}
