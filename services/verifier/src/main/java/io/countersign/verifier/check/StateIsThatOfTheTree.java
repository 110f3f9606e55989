package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;

/** The size from which the log would go on is the size of the tree that is there. */
final class StateIsThatOfTheTree implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    long size = record.treeSize();
    if (record.state().isPresent() && record.state().getAsLong() != size) {
      findings.add(
          new Mismatch(
              FaultCode.STATE,
              "the log's state says "
                  + record.state().getAsLong()
                  + " leaves, and its tiles hold "
                  + size));
    }
  }
}
