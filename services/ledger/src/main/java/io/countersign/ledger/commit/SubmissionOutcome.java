package io.countersign.ledger.commit;

import io.countersign.ledger.Receipt;

/** The outcome of one submission inside a batch; told to its caller after the commit. */
sealed interface SubmissionOutcome {
  record Answered(Receipt receipt) implements SubmissionOutcome {}

  /** A defect of the code that decided: it fails alone. */
  record Defect(RuntimeException failure) implements SubmissionOutcome {}
}
