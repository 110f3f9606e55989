package io.countersign.ledger.commit;

import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.UnavailableException;
import io.countersign.ledger.postgres.SqlFailureException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to write (invariant 13). Callers queue; one thread takes what is there, handles it in
 * one transaction under the one lock, and answers after the commit. What of a batch there was no
 * time for waits again, behind what came meanwhile. A batch that fails is tried once more as a
 * whole on fresh state, then unit by unit; one that took too long is halved instead. What was sent
 * as one stands or falls as one.
 */
public final class GroupCommitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);
  private static final int ATTEMPTS = 5;
  private static final int CAPACITY_BYTES = 32 << 20;
  private static final int LARGEST_BATCH = 1_000;

  private final SubmissionQueue queue = new SubmissionQueue(CAPACITY_BYTES, LARGEST_BATCH);
  private final CommitterPulse pulse = new CommitterPulse();
  private final AtomicLong units = new AtomicLong();
  private final BatchTransaction transaction;
  private final Thread thread;
  private volatile boolean closed;

  public GroupCommitter(BatchTransaction transaction) {
    this.transaction = transaction;
    thread = Thread.ofPlatform().name("ledger-committer").start(this::run);
  }

  /** All of one request at once: they come into one batch, and where one can't be written, none. */
  public List<CompletableFuture<Receipt>> send(List<? extends Submission> request) {
    long unit = units.incrementAndGet();
    return queued(request.stream().map(it -> PendingSubmission.of(it, unit, false)).toList());
  }

  /** The same of steps: one that is refused ends its unit. */
  public List<CompletableFuture<Receipt>> sendInTurn(List<? extends Submission> steps) {
    long unit = units.incrementAndGet();
    return queued(steps.stream().map(it -> PendingSubmission.of(it, unit, true)).toList());
  }

  /** The same of what doesn't depend on each other: where one can't be written, it fails alone. */
  public List<CompletableFuture<Receipt>> sendEach(List<? extends Submission> request) {
    return queued(
        request.stream()
            .map(it -> PendingSubmission.of(it, units.incrementAndGet(), false))
            .toList());
  }

  private List<CompletableFuture<Receipt>> queued(List<PendingSubmission> sent) {
    if (closed) {
      throw new UnavailableException("the ledger is closed");
    }
    queue.put(sent);
    if (closed && !thread.isAlive()) {
      abandon();
    }
    return sent.stream().map(PendingSubmission::receipt).toList();
  }

  /** Whether what is sent now may be expected to become durable soon. */
  public boolean isSteady() {
    return !closed && pulse.isSteady();
  }

  private void run() {
    try {
      while (!closed || !queue.isEmpty()) {
        var batch = queue.take();
        if (!batch.isEmpty()) {
          commit(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<PendingSubmission> batch) {
    pulse.began();
    int answered = batch.size();
    try {
      answered = done(batch);
    } catch (RuntimeException | Error e) {
      LOG.error("{} submissions failed", batch.size(), e);
      fail(batch, e);
    } finally {
      queue.settle(answered);
      pulse.ended();
    }
  }

  /** How many of the first are answered: at least one unit's. */
  private int done(List<PendingSubmission> batch) {
    var first = tried(batch, false);
    return switch (first) {
      case Attempt.Written(int many) -> many;
      case Attempt.Overlong _ -> half(batch);
      case Attempt.Failed _ ->
          tried(batch, true) instanceof Attempt.Written(int many) ? many : unitByUnit(batch);
    };
  }

  /** The first half, or less; a unit isn't divided. */
  private int half(List<PendingSubmission> batch) {
    int end = endOfUnit(batch, (batch.size() - 1) / 2);
    if (end == batch.size()) {
      end = endOfUnit(batch, 0);
    }
    var part = batch.subList(0, end);
    if (end == batch.size() || end == endOfUnit(batch, 0)) {
      return unitByUnit(part);
    }
    return switch (tried(part, true)) {
      case Attempt.Written(int many) -> many;
      case Attempt.Overlong _ -> half(part);
      case Attempt.Failed _ -> unitByUnit(part);
    };
  }

  private sealed interface Attempt {
    /**
     * @param many how many of the first are answered
     */
    record Written(int many) implements Attempt {}

    record Overlong() implements Attempt {}

    record Failed() implements Attempt {}
  }

  /**
   * @param again whether some of the batch may have been done by the attempt before
   */
  private Attempt tried(List<PendingSubmission> batch, boolean again) {
    try {
      return new Attempt.Written(answered(batch, again));
    } catch (RuntimeException e) {
      if (SqlFailureException.isUnreachable(e)) {
        giveUp(batch, e);
        return new Attempt.Written(batch.size());
      }
      LOG.warn("a batch of {} failed, {} attempt", batch.size(), again ? "another" : "first", e);
      return SqlFailureException.isOverlong(e) ? new Attempt.Overlong() : new Attempt.Failed();
    }
  }

  private int answered(List<PendingSubmission> batch, boolean again) {
    var outcomes = transaction.run(batch, again);
    answer(batch, outcomes);
    return outcomes.size();
  }

  /** Whoever asks again may be luckier; to try harder would only keep those who come waiting. */
  private void giveUp(List<PendingSubmission> batch, RuntimeException failure) {
    pulse.unavailable();
    var why =
        SqlFailureException.isLockedOut(failure)
            ? "another server holds the ledger"
            : "the database can't be reached";
    LOG.warn("{} submissions weren't written: {} ({})", batch.size(), why, failure.getMessage());
    fail(batch, new UnavailableException(why, failure));
  }

  private int unitByUnit(List<PendingSubmission> batch) {
    for (int from = 0; from < batch.size(); ) {
      int to = endOfUnit(batch, from);
      try {
        alone(batch.subList(from, to));
      } catch (RuntimeException e) {
        giveUp(batch.subList(from, batch.size()), e);
        return batch.size();
      }
      from = to;
    }
    return batch.size();
  }

  private static int endOfUnit(List<PendingSubmission> batch, int from) {
    int to = from + 1;
    while (to < batch.size() && batch.get(to).unit() == batch.get(from).unit()) {
      to++;
    }
    return to;
  }

  /**
   * Whose failure it was fails alone.
   *
   * @throws RuntimeException when the database can't be reached
   */
  private void alone(List<PendingSubmission> unit) {
    RuntimeException failure = new IllegalStateException("not attempted");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        answer(unit, transaction.run(unit, true));
        return;
      } catch (RuntimeException e) {
        failure = e;
        if (SqlFailureException.isUnreachable(e)) {
          throw e;
        }
        if (!SqlFailureException.isCauseOf(e) || SqlFailureException.isOverlong(e)) {
          break; // not the database's doing, or it can't be made smaller: it would end the same
        }
      }
    }
    fail(unit, failure);
  }

  private void answer(List<PendingSubmission> batch, List<SubmissionOutcome> outcomes) {
    pulse.written();
    for (int i = 0; i < outcomes.size(); i++) {
      var receipt = batch.get(i).receipt();
      switch (outcomes.get(i)) {
        case SubmissionOutcome.Answered answered -> receipt.complete(answered.receipt());
        case SubmissionOutcome.Defect defect -> receipt.completeExceptionally(defect.failure());
      }
    }
  }

  private static void fail(List<PendingSubmission> batch, Throwable failure) {
    batch.forEach(sent -> sent.receipt().completeExceptionally(failure));
  }

  /** Nobody takes what came in between the last look into the queue and the end. */
  private void abandon() {
    for (var left : queue.drain()) {
      left.receipt().completeExceptionally(new UnavailableException("the ledger is closed"));
    }
  }

  /** What was queued is still written and answered. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
      abandon();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
