package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.RecordFindings;

/** One thing that holds of every record that nobody has changed. */
@FunctionalInterface
public interface RecordCheck {
  void apply(LoadedRecord record, RecordFindings findings);
}
