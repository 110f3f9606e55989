package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.Fault;
import io.countersign.verifier.record.Findings;
import io.countersign.verifier.record.Mismatch;

/** Positions go from 1 to the last, each once. */
final class PositionsAreDense implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, Findings findings) {
    findings.addAll(record.misplaced());
    var leaves = record.events().level(0);
    long gap = -1;
    for (long leaf = 0; leaf < leaves.size(); leaf++) {
      boolean there = leaves.has(leaf);
      if (there && gap >= 0) {
        findings.add(
            new Mismatch(
                Fault.MISSING,
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
