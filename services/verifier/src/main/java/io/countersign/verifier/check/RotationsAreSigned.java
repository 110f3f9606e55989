package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.Findings;

/** Each new key of the log is the old one's word. */
final class RotationsAreSigned implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, Findings findings) {
    findings.addAll(record.rotationFaults());
  }
}
