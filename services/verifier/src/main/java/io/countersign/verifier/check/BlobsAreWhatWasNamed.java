package io.countersign.verifier.check;

import io.countersign.verifier.load.BlobRow;
import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.load.RecordSpool;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each blob that a leaf names is there once, or erased as a whole, and is what its digest says. */
final class BlobsAreWhatWasNamed implements RecordCheck {
  private static final long MOST_BYTES = 48L << 20;

  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    record.blobs().ifPresent(it -> apply(it, findings));
  }

  private static void apply(RecordSpool spool, RecordFindings findings) {
    var counts = new Counts();
    int skipped = 0;
    for (int part = 0; part < spool.parts(); part++) {
      var rows = spool.part(part, MOST_BYTES);
      if (rows == null) {
        skipped++;
      } else {
        byDigest(rows, spool.rowLength()).values().forEach(it -> check(it, counts, findings));
      }
    }
    findings.fact("blobs", counts.kept);
    findings.fact("erasedBlobs", counts.erased);
    if (skipped > 0) {
      findings.notChecked(
          "the blobs of " + skipped + " in " + spool.parts() + " parts: too many for memory");
    }
  }

  /** The numbers that are told at the end. */
  private static final class Counts {
    private long kept;
    private long erased;
  }

  private static Map<String, List<BlobRow>> byDigest(byte[] rows, int length) {
    var byDigest = new HashMap<String, List<BlobRow>>();
    for (int at = 0; at < rows.length; at += length) {
      var row = BlobRow.read(rows, at);
      byDigest.computeIfAbsent(row.digest(), it -> new ArrayList<>()).add(row);
    }
    return byDigest;
  }

  private static void check(List<BlobRow> rows, Counts counts, RecordFindings findings) {
    var named =
        rows.stream()
            .filter(it -> !it.isRow())
            .sorted(Comparator.comparingLong(BlobRow::leaf))
            .toList();
    var kept = rows.stream().filter(BlobRow::isRow).toList();
    long leaf = named.isEmpty() ? Mismatch.NOWHERE : named.getFirst().leaf();
    if (kept.isEmpty()) {
      findings.add(blob(leaf, "the blob that the event names isn't there, not even as erased"));
      return;
    }
    if (kept.size() > 1) {
      findings.add(blob(leaf, "there are " + kept.size() + " blobs under one digest"));
    }
    var row = kept.getFirst();
    switch (row.state()) {
      case CHANGED -> findings.add(blob(leaf, "a blob's content isn't the one of its digest"));
      case MIXED -> findings.add(blob(leaf, "a blob is neither whole nor erased"));
      case ERASED -> counts.erased++;
      case KEPT, NAMED -> counts.kept++;
    }
    if (named.stream()
        .anyMatch(it -> it.size() != row.size() || it.mediaType() != row.mediaType())) {
      findings.add(blob(leaf, "a blob has another size or media type than the event says"));
    }
  }

  private static Mismatch blob(long leaf, String says) {
    return leaf == Mismatch.NOWHERE
        ? new Mismatch(FaultCode.BLOB, says + "; no event names it")
        : new Mismatch(FaultCode.BLOB, leaf, says + " (named at position " + (leaf + 1) + ")");
  }
}
