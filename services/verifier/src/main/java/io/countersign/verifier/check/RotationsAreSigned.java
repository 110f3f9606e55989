package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.RecordFindings;

/** Each new key of the log is the old one's word. */
final class RotationsAreSigned implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    findings.addAll(record.rotationFaults());
  }
}
