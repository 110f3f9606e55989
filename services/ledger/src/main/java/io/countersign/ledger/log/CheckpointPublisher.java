package io.countersign.ledger.log;

import io.countersign.ledger.log.LogWorker.Rest;
import io.countersign.ledger.log.key.UnusableKeyException;
import io.countersign.ledger.log.tree.TreePaths;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

  private static final String NO_QUORUM = Cosigners.NONE.quorum();

  private final Transactions transactions;
  private final LogKeyring keyring;
  private final Cosigners cosigners;
  private final Runnable published;
  private final LogLease lease = new LogLease(LogLease.Turn.PUBLICATION);
  private final LogWorker worker = new LogWorker("checkpoints", this::turn);
  private String told = "";

  CheckpointPublisher(Transactions transactions, LogKeyring keyring, Cosigners cosigners) {
    this(transactions, keyring, cosigners, () -> {});
  }

  /**
   * @param published done after each head that was published here
   */
  CheckpointPublisher(
      Transactions transactions, LogKeyring keyring, Cosigners cosigners, Runnable published) {
    this.published = published;
    this.transactions = transactions;
    this.keyring = keyring;
    this.cosigners = cosigners;
  }

  void start() {
    if (!keyring.isEmpty()) {
      transactions.call(
          sql -> {
            CheckpointTable.unheard(cosigners.quorum(), sql);
            return null;
          });
      var _ = lookBack();
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
      if (!transactions.call(this::hold)) {
        lease.ended(true);
        return Attempt.STANDBY;
      }
      lease.ended(true);
    } catch (RuntimeException e) {
      lease.ended(false);
      throw e;
    }
    try {
      return transactions.call(this::pending).map(this::cosigned).orElseGet(this::lookBack);
    } catch (UnusableKeyException e) {
      return withoutKey(e);
    }
  }

  /** Whose turn it is says by which rule heads count: not who was started last. */
  private boolean hold(SqlConnection sql) {
    long before = lease.epoch();
    boolean held = lease.hold(sql);
    if (held && lease.epoch() != before) {
      CheckpointTable.rule(cosigners.quorum(), sql);
    }
    return held;
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
    boolean met = !contradicted(outcome) && outcome.met();
    var problem = met ? "" : String.join("; ", outcome.problems());
    transactions.call(
        sql -> {
          CheckpointTable.cosigned(pending, outcome.lines(), met, sql);
          if (met) {
            CheckpointTable.confirm(cosigners.quorum(), sql);
          }
          if (met && !cosigners.quorum().equals(NO_QUORUM)) {
            CheckpointTable.witnessed(pending.size(), cosigners.quorum(), sql);
          }
          CheckpointTable.tried(lease.epoch(), problem, sql);
          return null;
        });
    tell(problem);
    if (met) {
      published.run();
    }
    return met ? Attempt.PUBLISHED : Attempt.FAILED;
  }

  /** Whether somebody's word is one that this record can't explain. */
  private boolean contradicted(Cosigners.Outcome outcome) {
    if (outcome.contradictions().isEmpty()) {
      return false;
    }
    var open =
        transactions.call(
            sql -> {
              outcome
                  .contradictions()
                  .forEach(it -> LogContradictions.notice(it.by(), it.size(), it.forked(), sql));
              return LogContradictions.open(sql);
            });
    open.forEach(it -> LOG.error("LOG_ROLLBACK: {}; nothing is written", it.words()));
    return !open.isEmpty();
  }

  /**
   * Before anything is written, and until the quorum was heard again: whether a witness knows more
   * than there is.
   */
  private Attempt lookBack() {
    var last = transactions.call(CheckpointTable::last);
    if (last.isEmpty() || isConfirmed()) {
      return Attempt.NOTHING;
    }
    var head = last.get();
    var asked = new Cosigners.Head(origin(head), head.size(), head.root(), unwitnessed(head));
    var outcome = cosigners.cosign(asked, old -> consistency(old, head.size()));
    if (contradicted(outcome) || !outcome.met()) {
      return failed(String.join("; ", outcome.problems()));
    }
    transactions.call(
        sql -> {
          CheckpointTable.confirm(cosigners.quorum(), sql);
          CheckpointTable.tried(lease.epoch(), "", sql);
          return null;
        });
    tell("");
    return Attempt.NOTHING;
  }

  private boolean isConfirmed() {
    return transactions.call(sql -> CheckpointTable.isConfirmed(cosigners.quorum(), sql));
  }

  /** As the log alone signed it: what was cosigned before isn't said again. */
  private static String unwitnessed(CheckpointTable.Row row) {
    var own = "\u2014 " + origin(row) + " ";
    return row.note()
        .lines()
        .filter(it -> !it.startsWith("\u2014 ") || it.startsWith(own))
        .map(it -> it + "\n")
        .collect(Collectors.joining());
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
    var failed = failed(String.valueOf(e.getMessage()));
    lease.release(transactions);
    return failed;
  }

  private Attempt failed(String problem) {
    transactions.call(
        sql -> {
          CheckpointTable.tried(lease.epoch(), problem, sql);
          return null;
        });
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
