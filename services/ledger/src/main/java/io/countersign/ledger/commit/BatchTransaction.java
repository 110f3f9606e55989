package io.countersign.ledger.commit;

import io.countersign.ledger.axon.LedgerEngine;
import io.countersign.ledger.postgres.Transactions;
import java.util.List;
import java.util.function.LongConsumer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;

/** One attempt at a batch: one root unit of work, one transaction, the lock first. */
public final class BatchTransaction {
  private final Transactions transactions;
  private final LedgerEngine engine;
  private final BatchHandler handling;
  private final LongConsumer committed;

  /**
   * @param committed is told the ledger's head after each commit, to wake who waits for it
   */
  public BatchTransaction(
      Transactions transactions,
      LedgerEngine engine,
      BatchHandler handling,
      LongConsumer committed) {
    this.transactions = transactions;
    this.engine = engine;
    this.handling = handling;
    this.committed = committed;
  }

  /**
   * Answers of the first submissions, as many as there was time for: at least one unit's. The
   * others weren't touched. Whatever it throws, nothing of the batch has happened; except that a
   * commit whose answer was lost may have.
   *
   * @param again whether an attempt before may have done some of it
   */
  List<SubmissionOutcome> run(List<PendingSubmission> batch, boolean again) {
    var unit = unit(batch);
    unit.start();
    unit.attachTransaction(transactions);
    try {
      long next = engine.lock();
      var outcomes = handling.handle(batch, next, again);
      unit.commit();
      committed.accept(handling.committed());
      return outcomes;
    } catch (RuntimeException | Error e) {
      rolledBack(unit, e);
      throw e;
    }
  }

  private static BatchingUnitOfWork<CommandMessage<?>> unit(List<PendingSubmission> batch) {
    return new BatchingUnitOfWork<>(
        batch.stream()
            .<CommandMessage<?>>map(
                sent -> GenericCommandMessage.asCommandMessage(sent.submission()))
            .toList());
  }

  private void rolledBack(BatchingUnitOfWork<?> unit, Throwable cause) {
    handling.rolledBack();
    if (unit.isActive()) {
      unit.rollback(cause);
    }
  }
}
