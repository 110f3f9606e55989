package io.countersign.ledger.process;

import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.NulPolicy;
import io.countersign.ledger.postgres.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Hands a processor's whole batch to views at once, with its last event. Before the token is
 * stored: that locks the token's row until the commit, and who extends the claim of a long batch
 * would wait for it, fail, and have the batch's follower stand still.
 */
final class BatchInvoker implements EventHandlerInvoker {
  private static final String BATCH = "ledger.batch";

  private final List<View> views;
  private final Transactions transactions;
  private final LongConsumer committed;

  /**
   * @param committed is told the batch's last position after its commit
   */
  BatchInvoker(List<View> views, Transactions transactions, LongConsumer committed) {
    this.views = List.copyOf(views);
    this.transactions = transactions;
    this.committed = committed;
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return true;
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    var root = (BatchingUnitOfWork<?>) CurrentUnitOfWork.get().root();
    List<RecordedEvent> batch = root.getOrComputeResource(BATCH, _ -> begin(root));
    batch.add((RecordedEvent) message.getPayload());
    if (root.isLastMessage()) {
      apply(batch);
    }
  }

  private List<RecordedEvent> begin(UnitOfWork<?> root) {
    var batch = new ArrayList<RecordedEvent>();
    root.afterCommit(_ -> committed.accept(batch.getLast().position()));
    return batch;
  }

  private void apply(List<RecordedEvent> batch) {
    var sql = transactions.sql().with(NulPolicy.DROP);
    try {
      views.forEach(view -> view.apply(List.copyOf(batch), sql));
    } catch (StackOverflowError | LinkageError | AssertionError e) {
      // Axon never calls a worker again that ended so.
      throw new IllegalStateException(e);
    }
  }
}
