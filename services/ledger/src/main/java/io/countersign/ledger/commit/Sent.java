package io.countersign.ledger.commit;

import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A submission and who waits for its receipt. */
record Sent(Submission submission, CompletableFuture<Receipt> receipt) {
  static Sent of(Submission submission) {
    return new Sent(submission, new CompletableFuture<>());
  }

  UUID commandId() {
    return submission.context().commandId();
  }
}
