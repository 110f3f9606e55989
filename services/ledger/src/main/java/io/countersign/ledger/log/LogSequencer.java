package io.countersign.ledger.log;

import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.log.LogWorker.Rest;
import io.countersign.ledger.log.tree.TreeGrowth;
import io.countersign.ledger.log.tree.TreeHashing;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tree grow behind the record, in its one order, on one server at a time (ADR 97). Tiles,
 * size and root are one transaction, so whatever ends it, the tree is that of the first {@code
 * size} events, and the next one goes on there: also with a record that was there before its tree.
 *
 * <p>Whose turn it is stands in {@code log_state}; who took over has raised the epoch, and what the
 * one before still writes is refused by the database.
 */
final class LogSequencer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogSequencer.class);

  /** How many events at most are one transaction: only their hashes are in memory. */
  static final int BATCH = 4_096;

  private static final int FETCHED = 512;

  /** Between two transactions, so that many small commits don't each rewrite the last tile. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A first pass is told of so often. */
  private static final long TOLD_EVERY = 50_000;

  /** Bounded on both sides, so that no plan looks at what lies beyond. */
  private static final String NEXT =
      "select "
          + EventReader.COLUMNS
          + " from event where global_index > ? and global_index <= ? order by global_index";

  private final Transactions transactions;
  private final int batch;
  private final Runnable grown;
  private final LogWorker worker;
  private final LogLease lease = new LogLease(LogLease.Turn.GROWTH);
  private @Nullable TreeGrowth growth;

  /**
   * @param grown done after the tree has grown
   */
  LogSequencer(Transactions transactions, int batch, Runnable grown) {
    this.transactions = transactions;
    this.batch = batch;
    this.grown = grown;
    worker = new LogWorker("log", this::turn);
  }

  /** Before anything is written it's seen whether the record has what the tree has. */
  void start() {
    transactions.call(sql -> isShort(LogStatements.state(sql), sql));
    worker.start();
  }

  /** Somebody committed. */
  void wake() {
    worker.wake();
  }

  private Rest turn() {
    return switch (step()) {
      case Step.Grew(int many) when many == batch -> Rest.NONE;
      case Step.Grew _ -> new Rest(PAUSE, LOOK);
      case Step.Idle _ -> new Rest(Duration.ZERO, LOOK);
      case Step.Standby _ -> new Rest(LOOK, LOOK);
    };
  }

  /** What came of one step. */
  sealed interface Step {
    /**
     * @param many so many events more are in the tree
     */
    record Grew(int many) implements Step {}

    /** There was nothing to do. */
    record Idle() implements Step {}

    /** It's another server's turn. */
    record Standby() implements Step {}
  }

  /** One transaction. */
  Step step() {
    boolean committed = false;
    try {
      var step = transactions.call(this::step);
      committed = true;
      if (step instanceof Step.Grew) {
        grown.run();
      }
      return step;
    } finally {
      lease.ended(committed);
      growth = committed ? growth : null;
    }
  }

  private Step step(SqlConnection sql) {
    if (!lease.hold(sql)) {
      growth = null;
      return new Step.Standby();
    }
    var state = LogStatements.state(sql);
    if (isShort(state, sql)) {
      return new Step.Idle();
    }
    var tree = resumed(state, sql);
    long from = tree.size();
    int many = append(tree, sql);
    if (many == 0) {
      return new Step.Idle();
    }
    LogStatements.advance(lease.epoch(), from, tree.size(), tree.root(), sql);
    LogTiles.write(tree.changed(), sql);
    tell(from, tree.size(), state.head());
    return new Step.Grew(many);
  }

  /**
   * Events that are gone from below their tree: what is written in their places would be in no
   * tree, and yet below published heads. It's a claim as a witness's is.
   */
  private static boolean isShort(LogStatements.State state, SqlConnection sql) {
    if (state.head() >= state.size()) {
      return false;
    }
    if (LogContradictions.noticeOwnTree(state.size(), sql)) {
      LOG.error(
          "LOG_ROLLBACK: the log has {} events, the record {}; nothing is written",
          state.size(),
          state.head());
    }
    return true;
  }

  /** The tree in memory if it's the stored one. */
  private TreeGrowth resumed(LogStatements.State state, SqlConnection sql) {
    if (growth == null || growth.size() != state.size()) {
      growth = new TreeGrowth(state.size(), LogTiles.reader(sql));
      if (!Arrays.equals(growth.root(), state.root())) {
        throw new IllegalStateException(
            "the tiles of the log aren't those of its root at " + state.size());
      }
    }
    return growth;
  }

  /** Reads on where the tree ends. */
  private int append(TreeGrowth tree, SqlConnection sql) {
    long from = tree.size();
    sql.each(
        FETCHED,
        NEXT,
        row -> {
          var leaf = LeafEntry.of(row);
          if (leaf.index() != tree.size()) {
            throw new IllegalStateException("the record has no event " + (tree.size() + 1));
          }
          tree.append(TreeHashing.leaf(leaf.bytes()));
        },
        from,
        from + batch);
    return Math.toIntExact(tree.size() - from);
  }

  private void tell(long from, long to, long head) {
    boolean behind = head - to > 2L * batch;
    if (behind && from / TOLD_EVERY != to / TOLD_EVERY) {
      LOG.info("the log has {} of {} events", to, head);
    }
  }

  /** Ends after the step that it's at; another server's turn comes at once. */
  @Override
  public void close() {
    worker.close();
    lease.release(transactions);
  }

  /** The epoch of its turn; empty before it had one. */
  Optional<Long> epoch() {
    return lease.epoch() == 0 ? Optional.empty() : Optional.of(lease.epoch());
  }
}
