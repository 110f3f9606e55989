package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;

/**
 * The record begins with the tree whose head was kept elsewhere: what no signature can show once
 * the log's key is stolen, or the whole was rolled back.
 */
final class KeptHeadIsContained implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    record.kept().ifPresent(it -> apply(record, it, findings));
  }

  private static void apply(LoadedRecord record, TreeHead head, RecordFindings findings) {
    long size = record.events().size();
    if (head.size() > size) {
      findings.add(
          new Mismatch(
              FaultCode.KEPT_HEAD,
              size,
              head.size(),
              "the head that was kept elsewhere has "
                  + head.size()
                  + " leaves, and there are "
                  + size
                  + " events: the record was rolled back"));
    } else if (!record.events().root(head.size()).equals(head.root())
        && !CheckpointsFitTheEvents.namesALeaf(record, head.size())) {
      var range =
          CheckpointsFitTheEvents.range(
              record, 0, head.size(), "the tree whose head was kept elsewhere");
      findings.add(new Mismatch(FaultCode.KEPT_HEAD, range.from(), range.to(), range.says()));
    }
  }
}
