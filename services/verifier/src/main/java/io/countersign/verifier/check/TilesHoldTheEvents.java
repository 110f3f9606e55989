package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;

/**
 * The hash of each event is the one in the tree's lowest tiles. Where they differ, a signed root
 * tells which of the two was changed.
 */
final class TilesHoldTheEvents implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    var events = record.events().level(0);
    var tiles = record.tiles().level(0);
    long end = record.treeSize();
    long at = events.firstDifference(tiles, 0, end);
    var roots = new SignedRoots(record);
    for (; at < end; at = events.firstDifference(tiles, at + 1, end)) {
      findings.add(mismatch(record, roots, at));
    }
  }

  private static Mismatch mismatch(LoadedRecord record, SignedRoots roots, long leaf) {
    var position = "the event at position " + (leaf + 1);
    if (!record.tiles().level(0).has(leaf)) {
      return new Mismatch(FaultCode.TILE, leaf, "the tree has lost the hash of " + position);
    }
    if (!record.events().level(0).has(leaf)) {
      return new Mismatch(
          FaultCode.MISSING, leaf, position + " is missing; the tree holds its hash");
    }
    return roots.eventsFitAbove(leaf)
        ? new Mismatch(
            FaultCode.TILE, leaf, "the tree's hash of " + position + " was changed, not the event")
        : new Mismatch(FaultCode.LEAF, leaf, position + " isn't the one that was recorded");
  }
}
