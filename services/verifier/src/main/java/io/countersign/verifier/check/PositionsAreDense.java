package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;

/** Positions go from 1 to the last, each once. */
final class PositionsAreDense implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    findings.addAll(record.misplaced());
    var leaves = record.events().level(0);
    long gap = -1;
    for (long leaf = 0; leaf < leaves.size(); leaf++) {
      boolean there = leaves.has(leaf);
      if (there && gap >= 0) {
        findings.add(
            new Mismatch(
                FaultCode.MISSING,
                gap,
                leaf,
                "the event at position " + (gap + 1) + " is missing: the next is " + (leaf + 1)));
        gap = -1;
      } else if (!there && gap < 0) {
        gap = leaf;
      }
    }
  }
}
