package io.countersign.ledger.commit;

import io.countersign.ledger.Blob;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.codec.DomainJson;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A submission and who waits for its receipt.
 *
 * @param bytes that it takes while it waits, roughly
 * @param unit the number of what stands or falls as one: its request, or itself alone
 * @param inTurn whether it presupposes what stands before it in its unit
 */
record PendingSubmission(
    Submission submission,
    CompletableFuture<Receipt> receipt,
    long bytes,
    long unit,
    boolean inTurn) {
  private static final long OVERHEAD = 1_024;

  static PendingSubmission of(Submission submission, long unit, boolean inTurn) {
    return new PendingSubmission(
        submission, new CompletableFuture<>(), bytes(submission), unit, inTurn);
  }

  private static long bytes(Submission submission) {
    long blobs = submission.blobs().stream().map(Blob::content).mapToLong(it -> it.length).sum();
    var content =
        switch (submission) {
          case Submission.OfCommand it -> it.command();
          case Submission.OfStandaloneEvent it -> it.event();
        };
    return OVERHEAD + blobs + DomainJson.bytes(content);
  }

  UUID commandId() {
    return submission.context().commandId();
  }

  /** Nobody waits any more: the caller gave up, and was told that it may not have been done. */
  boolean isAbandoned() {
    return receipt.isDone();
  }
}
