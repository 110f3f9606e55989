package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.ledger.codec.EventSerializer;
import io.countersign.ledger.postgres.Transactions;
import java.util.List;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Axon by its own configurer: aggregates over our event store, no command of theirs on a bus. */
public final class AxonConfiguration {
  private AxonConfiguration() {}

  public static Configuration start(
      Transactions transactions,
      EventSerializer wire,
      LedgerEventStore store,
      List<AggregateKind<?, ?, ?, ?>> kinds) {
    // it would ask its maker for updates, and advertise in the log
    System.setProperty("axoniq.update-checker.disabled", "true");
    System.setProperty("disable-axoniq-console-message", "true");
    var configurer =
        DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(_ -> wire)
            .configureEventSerializer(_ -> wire)
            .configureMessageSerializer(_ -> wire)
            .configureTransactionManager(_ -> transactions)
            .configureEventStore(_ -> store);
    kinds.forEach(kind -> add(kind, configurer));
    return configurer.start();
  }

  /** No lock an aggregate: one thread writes, under the one lock of the database. */
  private static <A> void add(AggregateKind<A, ?, ?, ?> kind, Configurer configurer) {
    configurer.configureAggregate(
        AggregateConfigurer.defaultConfiguration(kind.type())
            .configureCommandTargetResolver(
                _ ->
                    message ->
                        new VersionedAggregateIdentifier(
                            (Object) ((Command) message.getPayload()).target(), null))
            .configureRepository(
                axon ->
                    EventSourcingRepository.builder(kind.type())
                        .eventStore(axon.eventStore())
                        .lockFactory(NullLockFactory.INSTANCE)
                        .build()));
  }
}
