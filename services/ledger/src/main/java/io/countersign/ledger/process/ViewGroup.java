package io.countersign.ledger.process;

import io.countersign.ledger.View;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.NulPolicy;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.process.Processors.Follower;
import io.countersign.ledger.process.Processors.Start;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/** All views in one processing group, and how far they have come. */
public final class ViewGroup implements AutoCloseable {
  private static final int BATCH = 500;
  private static final long LOOK_MILLIS = 20;

  private final String name;
  private final List<View> views;
  private final Transactions transactions;
  private final EventReader reader;
  private final Follower follower;
  private final Object monitor = new Object();
  private long position;

  /**
   * @param name of the group's token
   */
  public ViewGroup(
      String name,
      List<View> views,
      Processors processors,
      Transactions transactions,
      EventReader reader) {
    this.name = name;
    this.views = List.copyOf(views);
    this.transactions = transactions;
    this.reader = reader;
    var invoker = new BatchInvoker(views, transactions, this::reached);
    follower = processors.create(name, Start.FIRST_EVENT, BATCH, invoker);
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

  /**
   * Empties the views and applies every event again, in one transaction: readers see the old rows
   * until the new ones are there, and a server that feeds them meanwhile loses its claim.
   */
  public void rebuild() {
    follower.processor().shutDown();
    try {
      transactions.call(this::replay);
    } finally {
      follower.processor().start();
    }
  }

  private long replay(SqlConnection sql) {
    sql.execute("update token_entry set owner = 'rebuild' where processor_name = ?", name);
    for (var view : views) {
      for (var table : view.tables()) {
        sql.execute("delete from " + table);
      }
    }
    long last = 0;
    for (var page = reader.after(sql, last, BATCH);
        !page.isEmpty();
        page = reader.after(sql, last, BATCH)) {
      for (var view : views) {
        view.apply(page, sql.with(NulPolicy.DROP));
      }
      last = page.getLast().position();
    }
    sql.execute(
        "update token_entry set owner = null, token = ? where processor_name = ?",
        DomainJson.write(new GlobalSequenceTrackingToken(last)),
        name);
    return last;
  }

  @Override
  public void close() {
    follower.close();
  }
}
