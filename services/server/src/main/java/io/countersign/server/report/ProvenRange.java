package io.countersign.server.report;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.ledger.log.PublishedHead;
import io.countersign.reports.LeafRange;
import io.countersign.reports.RangeEvidence;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportPeriod;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;

/**
 * The leaves of a period, and the published heads that cover what is before it and all of it.
 *
 * @param head the first one that covers the range
 */
record ProvenRange(LeafRange leaves, PublishedHead head, RangeEvidence evidence) {
  /** So many leaves are read in some seconds: then all of them are. */
  private static final long SMALL = 200_000;

  /** A plan isn't under way for longer; what is older is told by what the range says of it. */
  private static final Duration BEFORE = Duration.ofDays(35);

  /**
   * @throws RefusedException where no published head reaches so far yet
   */
  static ProvenRange of(
      ReportKind kind, ReportPeriod period, ProvableRecord record, AuditTrail trail) {
    long all = record.progress().head();
    long b = leaf(period.to(), all, trail);
    long a = Math.min(b, leaf(period.from(), all, trail));
    long read = kind.readsAll() || b <= SMALL ? 0 : leaf(period.from().minus(BEFORE), a, trail);
    var head = covering(b, record);
    return new ProvenRange(new LeafRange(Math.min(read, a), a, b), head, evidence(a, head, record));
  }

  /** The first leaf that was recorded then or later; how many there are where there is none. */
  private static long leaf(Instant time, long all, AuditTrail trail) {
    return trail.firstSince(time).stream().map(it -> it - 1).findFirst().orElse(all);
  }

  private static PublishedHead covering(long size, ProvableRecord record) {
    return record
        .checkpointCovering(size)
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusalCode.NOT_PUBLISHED,
                    "The report is of events up to position %s, and the last published checkpoint reaches %s: ask again in some seconds."
                        .formatted(size, record.provedUpTo())));
  }

  private static RangeEvidence evidence(long a, PublishedHead head, ProvableRecord record) {
    if (a == 0) {
      return new RangeEvidence("", head.note(), "");
    }
    var before = covering(a, record);
    var proof = record.consistency(before.size(), head.size());
    return new RangeEvidence(
        before.note(),
        head.note(),
        proof.orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CHECKPOINT)));
  }
}
