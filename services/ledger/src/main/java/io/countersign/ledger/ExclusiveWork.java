package io.countersign.ledger;

import io.countersign.ledger.postgres.Transactions;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The work that one does at a time, whichever server it's on: here by a lock, which keeps those who
 * wait off the database; among servers of one record by the database's.
 */
public final class ExclusiveWork {
  /** What must not be done twice at once; the number is that of its lock. */
  public enum Work {
    CATALOGUE(1),
    FIRST_ADMINISTRATOR(2);

    private final int number;

    Work(int number) {
      this.number = number;
    }
  }

  /** The number of the product's locks, among those of whoever else uses the database. */
  private static final int PRODUCT = 7780;

  private final Transactions transactions;
  private final Map<Work, ReentrantLock> locks = new EnumMap<>(Work.class);

  public ExclusiveWork(Transactions transactions) {
    this.transactions = transactions;
    for (var work : Work.values()) {
      locks.put(work, new ReentrantLock());
    }
  }

  /** Does it when nobody else does. Nothing of it is part of the lock's own transaction. */
  public <T> T alone(Work work, Supplier<T> job) {
    var lock = locks.getOrDefault(work, new ReentrantLock());
    lock.lock();
    try {
      return transactions.call(
          sql -> {
            sql.exists("select set_config('idle_in_transaction_session_timeout', '0', true)");
            sql.advisoryLock(PRODUCT, work.number);
            return elsewhere(job);
          });
    } finally {
      lock.unlock();
    }
  }

  private static <T> T elsewhere(Supplier<T> job) {
    try {
      return CompletableFuture.supplyAsync(job, it -> Thread.ofVirtual().start(it)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
