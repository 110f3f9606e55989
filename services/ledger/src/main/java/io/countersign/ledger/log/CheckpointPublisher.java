package io.countersign.ledger.log;

import io.countersign.ledger.log.LogWorker.Rest;
import io.countersign.ledger.log.key.UnusableKeyException;
import io.countersign.ledger.log.tree.TreePaths;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the head of a tree that has grown, and publishes it once those have cosigned it for whom
 * publication waits. What they didn't cosign is followed by a newer head, which says the same of
 * all events before.
 */
final class CheckpointPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublisher.class);

  /** Each is kept for good, and a second's events may share one. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Of those who didn't answer, or not as it should be. */
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Transactions transactions;
  private final LogKeyring keyring;
  private final Cosigners cosigners;
  private final LogLease lease = new LogLease(LogLease.Turn.PUBLICATION);
  private final LogWorker worker = new LogWorker("checkpoints", this::turn);
  private String told = "";

  CheckpointPublisher(Transactions transactions, LogKeyring keyring, Cosigners cosigners) {
    this.transactions = transactions;
    this.keyring = keyring;
    this.cosigners = cosigners;
  }

  void start() {
    if (!keyring.isEmpty()) {
      worker.start();
    }
  }

  /** The tree has grown. */
  void wake() {
    worker.wake();
  }

  private Rest turn() {
    return switch (publish()) {
      case PUBLISHED -> new Rest(BETWEEN, LOOK);
      case NOTHING -> new Rest(Duration.ZERO, LOOK);
      case STANDBY -> new Rest(LOOK, LOOK);
      case FAILED -> new Rest(AGAIN, AGAIN);
    };
  }

  /** What came of one attempt. */
  enum Attempt {
    PUBLISHED,
    NOTHING,
    STANDBY,
    FAILED
  }

  /** One attempt. */
  Attempt publish() {
    try {
      if (!transactions.call(lease::hold)) {
        lease.ended(true);
        return Attempt.STANDBY;
      }
      lease.ended(true);
    } catch (RuntimeException e) {
      lease.ended(false);
      throw e;
    }
    try {
      return transactions.call(this::pending).map(this::cosigned).orElse(Attempt.NOTHING);
    } catch (UnusableKeyException e) {
      return withoutKey(e);
    }
  }

  /** The head that is to be published; empty where the last one says all. */
  private Optional<CheckpointTable.Row> pending(SqlConnection sql) {
    var state = LogStatements.state(sql);
    var last = CheckpointTable.last(sql);
    if (last.isPresent() && last.get().size() >= state.size()) {
      return last.filter(it -> !it.published());
    }
    if (state.size() == 0) {
      return Optional.empty();
    }
    var signer = keyring.signer(state.size(), sql);
    var body =
        "%s\n%s\n%s\n".formatted(signer.key().name(), state.size(), ProofText.base64(state.root()));
    var signatures = signer.sign(body, state.size(), state.root());
    var note = body + "\n" + String.join("\n", signatures) + "\n";
    CheckpointTable.insert(state.size(), state.root(), note, sql);
    return CheckpointTable.last(sql);
  }

  private Attempt cosigned(CheckpointTable.Row pending) {
    var head = new Cosigners.Head(origin(pending), pending.size(), pending.root(), pending.note());
    var outcome = cosigners.cosign(head, old -> consistency(old, pending.size()));
    var problem = outcome.met() ? "" : String.join("; ", outcome.problems());
    transactions.call(
        sql -> {
          CheckpointTable.cosigned(pending, outcome.lines(), outcome.met(), sql);
          CheckpointTable.tried(lease.epoch(), problem, sql);
          return null;
        });
    tell(problem);
    return outcome.met() ? Attempt.PUBLISHED : Attempt.FAILED;
  }

  private static String origin(CheckpointTable.Row row) {
    return row.note().substring(0, row.note().indexOf('\n'));
  }

  private List<String> consistency(long old, long size) {
    return transactions.call(
        sql ->
            new TreePaths(LogTiles.reader(sql))
                .consistency(old, size).stream().map(ProofText::base64).toList());
  }

  /** Another server may have it: its turn comes at once. */
  private Attempt withoutKey(UnusableKeyException e) {
    var problem = String.valueOf(e.getMessage());
    transactions.call(
        sql -> {
          CheckpointTable.tried(lease.epoch(), problem, sql);
          return null;
        });
    lease.release(transactions);
    tell(problem);
    return Attempt.FAILED;
  }

  /** Once, and not every few seconds. */
  private void tell(String problem) {
    if (!problem.equals(told)) {
      if (problem.isEmpty()) {
        LOG.info("heads of the log are published again");
      } else {
        LOG.warn("no head of the log is published: {}", problem);
      }
      told = problem;
    }
  }

  @Override
  public void close() {
    if (!keyring.isEmpty()) {
      worker.close();
      lease.release(transactions);
    }
  }
}
