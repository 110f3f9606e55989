package io.countersign.verifier.command;

import io.countersign.verifier.load.Progress;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.report.ReportCheck;
import java.io.IOException;
import java.time.Instant;

/** Makes a report anew from the leaves that it names and compares the bytes. */
final class ReportCommand implements VerifyCommand {
  @Override
  public RecordFindings answer(Arguments asked, Instant now, Progress progress)
      throws VerifyUsageException, IOException {
    return ReportCheck.verify(asked.file(), asked.heads(now), asked.scratch());
  }
}
