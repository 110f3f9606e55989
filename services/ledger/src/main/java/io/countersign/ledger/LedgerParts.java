package io.countersign.ledger;

import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.ledger.audit.RollbackHold;
import io.countersign.ledger.axon.AggregateRepository;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.axon.LedgerEngine;
import io.countersign.ledger.axon.LedgerEventStore;
import io.countersign.ledger.axon.StateReader;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capabilities;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.codec.EventSerializer;
import io.countersign.ledger.commit.AggregateStates;
import io.countersign.ledger.commit.Aggregates;
import io.countersign.ledger.commit.BatchHandler;
import io.countersign.ledger.commit.BatchTransaction;
import io.countersign.ledger.commit.DuplicateCommands;
import io.countersign.ledger.commit.GroupCommitter;
import io.countersign.ledger.commit.StandaloneEvents;
import io.countersign.ledger.correlation.CorrelationProcessor;
import io.countersign.ledger.log.LogSettings;
import io.countersign.ledger.log.RecordLog;
import io.countersign.ledger.postgres.CommitListener;
import io.countersign.ledger.postgres.Database;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.process.Automations;
import io.countersign.ledger.process.EventStreams;
import io.countersign.ledger.process.Processors;
import io.countersign.ledger.process.ViewGroup;
import io.countersign.ledger.process.ViewRebuild;
import java.util.List;

/** The wiring. */
record LedgerParts(
    Database database,
    Transactions transactions,
    Transactions entrance,
    GroupCommitter committer,
    EventStreams streams,
    StateReader states,
    ViewGroup views,
    ViewGroup correlation,
    ViewRebuild rebuild,
    Automations automations,
    RecordLog log,
    CommitListener listener) {
  private static final String VIEWS = "views";

  static Ledger open(
      LedgerSettings settings,
      List<View> views,
      CorrelationSettings correlating,
      LogSettings logging) {
    var database = Database.open(settings);
    try {
      var ledger = new Ledger(connect(database, views, correlating, logging));
      ledger.start();
      return ledger;
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  private static LedgerParts connect(
      Database database, List<View> views, CorrelationSettings correlating, LogSettings logging) {
    var wire = new EventSerializer();
    var reader = new EventReader();
    var transactions = new Transactions(database.source());
    var entrance = new Transactions(database.entrance());
    var streams = new EventStreams(transactions, reader);
    var processors = new Processors(transactions, streams, wire);
    var log = new RecordLog(transactions, logging);
    Runnable committed = () -> wake(streams, log);
    var committing = new Transactions(database.committing());
    var engine = new LedgerEngine(committing, wire);
    var parts = Capabilities.batchParts(logging.cosigners().quorum());
    var writing = writing(committing, engine, reader, parts, committed);
    var committer = new GroupCommitter(writing);
    var correlator =
        new CorrelationProcessor(
            new Catalog(database.source())::topology, committer::sendEach, correlating);
    return new LedgerParts(
        database,
        transactions,
        entrance,
        committer,
        streams,
        new StateReader(transactions, reader),
        new ViewGroup(VIEWS, views, ViewGroup.BATCH, processors, transactions),
        new ViewGroup(
            correlator.name(),
            List.of(correlator),
            CorrelationProcessor.BATCH,
            processors,
            transactions),
        new ViewRebuild(VIEWS, views, database.source(), reader),
        new Automations(processors, transactions, reader, database.source()),
        log,
        new CommitListener(database.source(), committed));
  }

  private static void wake(EventStreams streams, RecordLog log) {
    streams.wake();
    log.wake();
  }

  private static BatchTransaction writing(
      Transactions transactions,
      LedgerEngine engine,
      EventReader reader,
      BatchParts parts,
      Runnable committed) {
    var states = new AggregateStates(parts.tables());
    var store = new LedgerEventStore(engine, states);
    var repositories =
        Capabilities.aggregates().stream()
            .<AggregateRepository<?, ?, ?>>map(kind -> new AggregateRepository<>(kind, store))
            .toList();
    var handling =
        new BatchHandler(
            transactions,
            store,
            new Aggregates(repositories, states),
            states,
            new StandaloneEvents(store),
            new DuplicateCommands(reader),
            parts.writers(),
            parts.providers(),
            new RollbackHold());
    return new BatchTransaction(transactions, engine, handling, _ -> committed.run());
  }
}
