package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.RecordFindings;

/** Tells how much of a record is proved, and what nobody has looked at. */
public final class Coverage {
  private Coverage() {}

  public static void tell(LoadedRecord record, HeadCheck heads, RecordFindings findings) {
    long events = record.events().size();
    findings.fact("events", events);
    findings.fact("treeSize", record.treeSize());
    findings.fact("checkpoints", (long) record.checkpoints().size());
    heads.tellDoubts(findings);
    if (heads.policy() != null) {
      long proved = new SignedRoots(record).relied();
      findings.fact("proved", proved);
      doubt(events, proved, findings);
    }
    notChecked(record, findings);
  }

  /** Nothing is wrong with nothing, but nothing is shown by it either. */
  private static void doubt(long events, long proved, RecordFindings findings) {
    if (proved == 0) {
      findings.doubt("there are no events under a checkpoint that the policy relies on");
    } else if (proved < events) {
      findings.doubt(
          (events - proved)
              + " events from leaf "
              + proved
              + " on are under no checkpoint that the policy relies on");
    }
  }

  private static void notChecked(LoadedRecord record, RecordFindings findings) {
    if (record.kept().isEmpty()) {
      findings.notChecked(
          "that nothing was rolled back or rewritten as a whole: that takes a head kept elsewhere"
              + " (--checkpoint FILE)");
    }
    if (record.blobs().isEmpty()) {
      findings.notChecked("blobs: they aren't here");
    }
    if (record.state().isEmpty()) {
      findings.notChecked("the log's state: it isn't here");
    }
    findings.notChecked("tables and statements other than the record's own, such as views");
  }
}
