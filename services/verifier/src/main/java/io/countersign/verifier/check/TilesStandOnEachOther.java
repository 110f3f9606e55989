package io.countersign.verifier.check;

import io.countersign.verifier.load.HashPyramid;
import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.Fault;
import io.countersign.verifier.record.Findings;
import io.countersign.verifier.record.Mismatch;
import java.util.Locale;

/**
 * Each hash of a higher tile is the root of the tile below it, all tiles that the tree needs are
 * there, and none that it doesn't.
 */
final class TilesStandOnEachOther implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, Findings findings) {
    findings.addAll(record.tileFaults());
    long size = record.treeSize();
    for (int level = 1; level < HashPyramid.depth(size); level++) {
      long hashes = size >>> (8 * level);
      for (long i = 0; i < hashes; i++) {
        check(record, level, i, findings);
      }
      if (record.tiles().level(level).size() > hashes) {
        findings.add(
            new Mismatch(Fault.TILE, "there are more hashes at level " + level + " than leaves"));
      }
    }
  }

  private static void check(LoadedRecord record, int level, long index, Findings findings) {
    var stored = record.tiles().level(level).get(index);
    if (index < record.events().level(level).size()
        && stored.equals(record.events().level(level).get(index))) {
      return;
    }
    if (!stored.equals(record.tiles().tileRoot(level - 1, index))) {
      findings.add(
          new Mismatch(
              Fault.TILE,
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
