package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.RecordFindings;

/**
 * Each column says what it's for: an entry's bytes may be the same while a part of one column has
 * moved to another.
 */
final class EntriesHideNothing implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    findings.addAll(record.entryFaults());
  }
}
