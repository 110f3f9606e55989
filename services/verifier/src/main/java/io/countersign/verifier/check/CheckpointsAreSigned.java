package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.RecordFindings;

/** Each checkpoint is by the key that the log had then, and says what its row says. */
final class CheckpointsAreSigned implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    findings.addAll(record.checkpointFaults());
  }
}
