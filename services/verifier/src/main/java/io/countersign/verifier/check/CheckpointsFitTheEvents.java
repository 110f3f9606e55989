package io.countersign.verifier.check;

import io.countersign.verifier.load.HashPyramid;
import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;

/**
 * The root of each signed checkpoint is the one that the events lead to. Where not, and no single
 * leaf gives itself away, the smallest range that holds the change is named.
 */
final class CheckpointsFitTheEvents implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    var roots = new SignedRoots(record);
    for (var checkpoint : roots.differing()) {
      if (checkpoint.size() > record.events().size()) {
        findings.add(shorter(record, checkpoint.size()));
      } else if (!namesALeaf(record, checkpoint.size())) {
        findings.add(
            range(
                record,
                roots.provedBefore(checkpoint.size()),
                checkpoint.size(),
                "the signed tree of " + checkpoint.size() + " leaves"));
      }
    }
  }

  private static Mismatch shorter(LoadedRecord record, long size) {
    return new Mismatch(
        FaultCode.MISSING,
        record.events().size(),
        size,
        "the tree of " + size + " leaves was signed, and there are fewer events");
  }

  /** A difference from the lowest tiles names the leaf; the root can only differ then. */
  static boolean namesALeaf(LoadedRecord record, long size) {
    long end = Math.min(size, record.treeSize());
    return record.events().level(0).firstDifference(record.tiles().level(0), 0, end) < end;
  }

  /** Within these bounds the lowest tile that differs from its events, else the bounds. */
  static Mismatch range(LoadedRecord record, long from, long to, String what) {
    long begin = from;
    long end = to;
    for (int level = HashPyramid.depth(to) - 1; level >= 1; level--) {
      long first =
          record
              .events()
              .level(level)
              .firstDifference(
                  record.tiles().level(level), begin >>> (8 * level), end >>> (8 * level));
      if (first < end >>> (8 * level)) {
        begin = Math.max(begin, first << (8 * level));
        end = Math.min(end, (first + 1) << (8 * level));
      }
    }
    return new Mismatch(
        FaultCode.ROOT,
        begin,
        end,
        what
            + " isn't the one of these events: the leaves "
            + begin
            + " to "
            + (end - 1)
            + " hold the first change");
  }
}
