package io.countersign.ledger.commit;

import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A submission and who waits for its receipt. */
record PendingSubmission(Submission submission, CompletableFuture<Receipt> receipt) {
  static PendingSubmission of(Submission submission) {
    return new PendingSubmission(submission, new CompletableFuture<>());
  }

  UUID commandId() {
    return submission.context().commandId();
  }
}
