package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.load.SequenceRow;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The events of each aggregate are numbered from 0 on, in the order of the record. */
final class SequencesAreDense implements RecordCheck {
  /** What is sorted at once; the rows of one part are about three times as large then. */
  private static final long MOST_BYTES = 48L << 20;

  private static final Comparator<SequenceRow> BY_AGGREGATE =
      Comparator.comparingLong(SequenceRow::aggregate).thenComparingLong(SequenceRow::leaf);

  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    var spool = record.sequences();
    int skipped = 0;
    for (int part = 0; part < spool.parts(); part++) {
      var rows = spool.part(part, MOST_BYTES);
      if (rows == null) {
        skipped++;
      } else {
        check(read(rows, spool.rowLength()), findings);
      }
    }
    if (skipped > 0) {
      findings.notChecked(
          "the sequences of "
              + skipped
              + " in "
              + spool.parts()
              + " parts of all aggregates, since they don't fit into memory");
    }
  }

  private static List<SequenceRow> read(byte[] rows, int length) {
    var read = new ArrayList<SequenceRow>(rows.length / length);
    for (int at = 0; at < rows.length; at += length) {
      read.add(SequenceRow.read(rows, at));
    }
    read.sort(BY_AGGREGATE);
    return read;
  }

  private static void check(List<SequenceRow> rows, RecordFindings findings) {
    long aggregate = 0;
    long next = 0;
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      next = i == 0 || row.aggregate() != aggregate ? 0 : next;
      aggregate = row.aggregate();
      if (row.sequence() != next) {
        findings.add(
            new Mismatch(
                FaultCode.SEQUENCE,
                row.leaf(),
                "the event at position "
                    + (row.leaf() + 1)
                    + " has the sequence number "
                    + row.sequence()
                    + " in its aggregate instead of "
                    + next));
      }
      next = row.sequence() + 1;
    }
  }
}
