package io.countersign.verifier.check;

import io.countersign.verifier.load.HashPyramid;
import io.countersign.verifier.load.LoadedCheckpoint;
import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import java.util.Locale;

/**
 * Each hash of a higher tile is the root of the tile below it, all tiles that the tree needs are
 * there, and none that it doesn't.
 */
final class TilesStandOnEachOther implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    findings.addAll(record.tileFaults());
    long size = record.treeSize();
    long signed =
        record.checkpoints().stream()
            .filter(LoadedCheckpoint::isSigned)
            .mapToLong(LoadedCheckpoint::size)
            .max()
            .orElse(0);
    if (signed > size) {
      findings.add(
          new Mismatch(
              FaultCode.TILE,
              size,
              signed,
              "the tiles end at " + size + " leaves, and a tree of " + signed + " was signed"));
    }
    for (int level = 1; level < HashPyramid.depth(size); level++) {
      long hashes = size >>> (8 * level);
      for (long i = 0; i < hashes; i++) {
        check(record, level, i, findings);
      }
      if (record.tiles().level(level).size() > hashes) {
        findings.add(
            new Mismatch(
                FaultCode.TILE, "there are more hashes at level " + level + " than leaves"));
      }
    }
  }

  private static void check(LoadedRecord record, int level, long index, RecordFindings findings) {
    var stored = record.tiles().level(level).get(index);
    if (index < record.events().level(level).size()
        && stored.equals(record.events().level(level).get(index))) {
      return;
    }
    if (!stored.equals(record.tiles().tileRoot(level - 1, index))) {
      findings.add(
          new Mismatch(
              FaultCode.TILE,
              index << (8 * level),
              (index + 1) << (8 * level),
              String.format(
                  Locale.ROOT,
                  "the hash %d at level %d isn't that of the leaves %d to %d beneath it",
                  index,
                  level,
                  index << (8 * level),
                  ((index + 1) << (8 * level)) - 1)));
    }
  }
}
