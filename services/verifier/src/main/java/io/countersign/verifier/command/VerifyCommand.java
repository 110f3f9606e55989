package io.countersign.verifier.command;

import io.countersign.verifier.load.Progress;
import io.countersign.verifier.record.RecordFindings;
import java.io.IOException;
import java.time.Instant;

/** One kind of question: a word of the command line, and how it's answered. */
@FunctionalInterface
interface VerifyCommand {
  /** More than any proof has. */
  int LARGEST_PROOF = 8 << 20;

  /**
   * @throws VerifyUsageException where the question was asked in a wrong way
   * @throws IOException where what was asked about can't be read
   */
  RecordFindings answer(Arguments asked, Instant now, Progress progress)
      throws VerifyUsageException, IOException;
}
