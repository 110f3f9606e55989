package io.countersign.server.report;

import io.countersign.ledger.log.ProvableRecord;
import io.countersign.reports.ReportLeaf;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The leaves of a range, read part by part: no transaction is open while they're thought about. */
final class RecordedLeaves implements Iterator<ReportLeaf> {
  private static final int PART = 1_000;

  private final ProvableRecord record;
  private final long end;
  private final ArrayDeque<ReportLeaf> part = new ArrayDeque<>();
  private long next;

  RecordedLeaves(ProvableRecord record, long first, long end) {
    this.record = record;
    this.next = first;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    if (part.isEmpty() && next < end) {
      long until = Math.min(next + PART, end);
      record.entries(next, until, (index, entry) -> part.add(new ReportLeaf(index, entry)));
      next = until;
    }
    return !part.isEmpty();
  }

  @Override
  public ReportLeaf next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return part.remove();
  }
}
