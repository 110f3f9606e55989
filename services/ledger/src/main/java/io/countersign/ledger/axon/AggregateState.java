package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.Event;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;

/**
 * The state of one aggregate at one moment.
 *
 * @param version sequence number of the last event that went into it; -1 before the first
 */
public record AggregateState<S, C extends Command, E extends Event>(
    AggregateKind<S, C, E> kind, String id, S state, long version) {
  /** The form that Axon loads an aggregate from without its events. */
  public DomainEventMessage<?> message() {
    var shell = new AggregateShell<>(kind, id, state);
    return new GenericDomainEventMessage<>(kind.name(), id, version, shell);
  }

  /** An aggregate that has no event yet has no stream. */
  public DomainEventStream stream() {
    return version < 0 ? DomainEventStream.empty() : DomainEventStream.of(message());
  }
}
