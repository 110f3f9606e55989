package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.Fault;
import io.countersign.verifier.record.Findings;
import io.countersign.verifier.record.Mismatch;

/** The size from which the log would go on is the size of the tree that is there. */
final class StateIsThatOfTheTree implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, Findings findings) {
    long size = record.treeSize();
    if (record.state().isPresent() && record.state().getAsLong() != size) {
      findings.add(
          new Mismatch(
              Fault.STATE,
              "the log's state says "
                  + record.state().getAsLong()
                  + " leaves, and its tiles hold "
                  + size));
    }
  }
}
