package io.countersign.ledger.process;

import io.countersign.ledger.View;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.process.Processors.Follower;
import io.countersign.ledger.process.Processors.Start;
import java.time.Duration;
import java.util.List;

/** All views in one processing group, and how far they have come. */
public final class ViewGroup implements AutoCloseable {
  /** Of those whose work is rows of their own. */
  public static final int BATCH = 500;

  private static final long LOOK_MILLIS = 20;

  private final String name;
  private final Transactions transactions;
  private final Follower follower;
  private final Object monitor = new Object();
  private long position;

  /**
   * @param name of the group's token
   * @param batch how many events at most are one transaction
   */
  public ViewGroup(
      String name, List<View> views, int batch, Processors processors, Transactions transactions) {
    this.name = name;
    this.transactions = transactions;
    var invoker = new BatchInvoker(views, transactions, this::reached);
    follower = processors.create(name, Start.FIRST_EVENT, batch, invoker);
  }

  public String name() {
    return name;
  }

  public void start() {
    follower.processor().start();
  }

  /**
   * Waits until the views show everything up to a position.
   *
   * @return whether they do, within the limit; an interrupt ends the wait and stays set
   */
  public boolean await(long wanted, Duration limit) {
    try {
      return awaited(wanted, limit);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean awaited(long wanted, Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    synchronized (monitor) {
      while (position < wanted) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        monitor.wait(Math.min(left, LOOK_MILLIS));
        if (position < wanted) {
          position = Math.max(position, transactions.call(this::stored));
        }
      }
      return true;
    }
  }

  /** The position up to which the views show everything. */
  public long reached() {
    return transactions.call(this::stored);
  }

  private void reached(long reached) {
    synchronized (monitor) {
      position = reached;
      monitor.notifyAll();
    }
  }

  /** Another server may be the one that feeds the views. */
  private long stored(SqlConnection sql) {
    return sql.first(
            "select token from token_entry where processor_name = ? and token is not null",
            row -> DomainJson.tree(row.text("token")).path("globalIndex").asLong(0),
            name)
        .orElse(0L);
  }

  @Override
  public void close() {
    follower.close();
  }
}
