package io.countersign.verifier.command;

import io.countersign.verifier.load.Progress;
import io.countersign.verifier.record.Findings;
import java.io.IOException;
import java.time.Instant;

/** One kind of question: a word of the command line, and how it's answered. */
@FunctionalInterface
interface VerifyCommand {
  /** More than any proof has. */
  int LARGEST_PROOF = 8 << 20;

  /**
   * @throws UsageException where the question was asked in a wrong way
   * @throws IOException where what was asked about can't be read
   */
  Findings answer(Arguments asked, Instant now, Progress progress)
      throws UsageException, IOException;
}
