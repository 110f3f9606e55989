package io.countersign.server.report;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.log.LogIdentity;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.reports.Report;
import io.countersign.reports.ReportOrigin;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.function.ReportFunction;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes reports, of leaves alone: no view has a say in them. */
@Component
class ReportMaker {
  private static final int SEED_BYTES = 8;

  private final ProvableRecord record;
  private final AuditTrail trail;

  ReportMaker(ProvableRecord record, AuditTrail trail) {
    this.record = record;
    this.trail = trail;
  }

  /** A report, and what proves it. */
  record Made(Report report, ProvenRange range) {}

  Made make(ReportRequest wanted, PrincipalId by, Instant now) {
    var range = ProvenRange.of(wanted.kind(), wanted.period(), record, trail);
    var leaves = range.leaves();
    var parameters =
        ReportParameters.of(
                wanted.kind(),
                wanted.period(),
                wanted.scope(),
                leaves,
                wanted.seed().isEmpty() ? seed(range) : wanted.seed(),
                origin(by, now))
            .with(range.evidence());
    var report =
        ReportFunction.of(parameters, new RecordedLeaves(record, leaves.read(), leaves.b()));
    return new Made(report, range);
  }

  /** Nobody could choose it before the period was over, and it's the same for whoever asks. */
  private static String seed(ProvenRange range) {
    return HexFormat.of().formatHex(range.head().root(), 0, SEED_BYTES);
  }

  private ReportOrigin origin(PrincipalId by, Instant now) {
    return new ReportOrigin(
        record.identity().map(LogIdentity::origin).orElse(""),
        "Countersign " + version(),
        by.value(),
        now,
        ZoneRulesProvider.getVersions("UTC").lastKey());
  }

  private static String version() {
    return Optional.ofNullable(ReportMaker.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
