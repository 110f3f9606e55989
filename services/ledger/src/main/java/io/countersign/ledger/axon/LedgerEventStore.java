package io.countersign.ledger.axon;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * Axon's event store for the one thread that writes. Loading asks the exact cache first, and never
 * searches the staged events, which takes a time quadratic in the batch.
 */
public final class LedgerEventStore extends EmbeddedEventStore {
  /** The states that needn't be folded from the first event on. */
  public interface Memory {
    /** The aggregate as it is; empty where it has to be read. */
    Optional<AggregateState<?, ?, ?>> exact(String id);

    /** As of some event; later ones have to be read. */
    Optional<AggregateState<?, ?, ?>> snapshot(String id);
  }

  private final LedgerEngine engine;
  private final Memory memory;
  private int staged;

  public LedgerEventStore(LedgerEngine engine, Memory memory) {
    super(builder().storageEngine(engine));
    this.engine = engine;
    this.memory = memory;
    registerDispatchInterceptor(_ -> Envelope.seal());
  }

  @Override
  public DomainEventStream readEvents(String aggregateId) {
    return memory
        .exact(aggregateId)
        .<DomainEventStream>map(AggregateState::stream)
        .orElseGet(() -> read(aggregateId));
  }

  private DomainEventStream read(String id) {
    return memory
        .snapshot(id)
        .map(
            snapshot ->
                DomainEventStream.concat(
                    snapshot.stream(), engine.readEvents(id, snapshot.version() + 1)))
        .orElseGet(() -> engine.readEvents(id, 0));
  }

  @Override
  public void publish(List<? extends EventMessage<?>> events) {
    staged += events.size();
    super.publish(events);
  }

  public void beginBatch() {
    staged = 0;
  }

  /** How many events the batch has so far. */
  public int staged() {
    return staged;
  }
}
