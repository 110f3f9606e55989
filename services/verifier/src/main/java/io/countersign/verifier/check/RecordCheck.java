package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.Findings;

/** One thing that holds of every record that nobody has changed. */
@FunctionalInterface
public interface RecordCheck {
  void apply(LoadedRecord record, Findings findings);
}
