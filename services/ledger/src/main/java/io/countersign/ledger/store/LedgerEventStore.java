package io.countersign.ledger.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * Axon's event store for the one thread that writes. Loading asks the exact cache first, and never
 * searches the staged events, which takes a time quadratic in the batch.
 */
public final class LedgerEventStore extends EmbeddedEventStore {
  private final LedgerEngine engine;
  private final Function<String, Optional<DomainEventStream>> remembered;
  private int staged;

  /**
   * @param remembered an aggregate as one snapshot message, or an empty stream where it's known
   *     that there is none; an empty answer sends the reader to the database
   */
  public LedgerEventStore(
      LedgerEngine engine, Function<String, Optional<DomainEventStream>> remembered) {
    super(builder().storageEngine(engine));
    this.engine = engine;
    this.remembered = remembered;
    registerDispatchInterceptor(_ -> Envelope.seal());
  }

  @Override
  public DomainEventStream readEvents(String aggregateId) {
    return remembered.apply(aggregateId).orElseGet(() -> engine.readEvents(aggregateId, 0));
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
