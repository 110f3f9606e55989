package io.countersign.reports.change;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.record.PeriodBuckets;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.Spread;
import java.time.Duration;

/** The figures and series over all changes. */
final class ChangeFigures {
  private final ReportDraft draft;
  private final PeriodBuckets executions;
  private final PeriodBuckets requests;
  private final PeriodBuckets latencies;
  private final Spread latency = new Spread();
  private long changes;
  private long executed;
  private long over;
  private long failed;
  private long attended;
  private long unattended;
  private long emergencies;
  private long waiting;

  ChangeFigures(ReportDraft draft) {
    this.draft = draft;
    var period = draft.parameters().period();
    executions = new PeriodBuckets(period);
    requests = new PeriodBuckets(period);
    latencies = new PeriodBuckets(period);
  }

  void add(ChangeTrace change, ChangeVerdicts verdicts) {
    changes++;
    if (change.requestedAt != null) {
      requests.add(change.requestedAt, 1);
    }
    if (change.askedAt != null && change.approvedAt != null) {
      long seconds = Math.max(0, Duration.between(change.askedAt, change.approvedAt).toSeconds());
      latency.add(seconds);
      latencies.add(change.approvedAt, seconds);
    }
    waiting += change.status() == ChangeStatus.OPEN ? 1 : 0;
    if (verdicts.isExecuted()) {
      addExecuted(change);
    }
  }

  private void addExecuted(ChangeTrace change) {
    executed++;
    over += change.isOver() ? 1 : 0;
    failed += change.hasFailed() ? 1 : 0;
    unattended += change.isUnattended() ? 1 : 0;
    attended += change.isUnattended() ? 0 : 1;
    emergencies += change.breakGlass != null || change.shortening != null ? 1 : 0;
    if (change.startedAt != null) {
      executions.add(change.startedAt, 1);
    }
  }

  void conclude() {
    draft.checked(ControlCheck.CHANGE_APPROVED, executed);
    draft.checked(ControlCheck.CHANGE_QUORUM, attended);
    draft.checked(ControlCheck.CHANGE_INDEPENDENT, attended);
    draft.checked(ControlCheck.CHANGE_BOUND, executed);
    draft.checked(ControlCheck.CHANGE_WINDOW, executed);
    draft.checked(ControlCheck.CHANGE_VERIFIED, over);
    draft.checked(ControlCheck.CHANGE_PLAN, changes);
    draft.checked(ControlCheck.CHANGE_OVERDUE, waiting);
    draft.figure("changes", "Changes", changes);
    draft.figure("executed", "Executed", executed);
    draft.figure("unattended", "Executed without asking, as policy let them", unattended);
    draft.figure("emergencies", "Executed as emergencies", emergencies);
    draft.figure(
        "change-failure-rate",
        "Ended without a verified effect, of a thousand that ended",
        Spread.perMille(failed, over),
        "per mille");
    draft.figure(
        "approval-latency-median",
        "From request to approval, median",
        latency.percentile(50),
        "seconds");
    draft.figure(
        "approval-latency-p90",
        "From request to approval, of nine in ten",
        latency.percentile(90),
        "seconds");
    draft.series(requests.counts("requested", "Changes requested"));
    draft.series(executions.counts("executed", "Changes executed"));
    draft.series(
        latencies.medians("approval-latency", "From request to approval, median", "seconds"));
  }
}
