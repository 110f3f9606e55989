package io.countersign.reports.incident;

import io.countersign.reports.LeafRange;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.record.PeriodBuckets;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.Spread;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The figures of incidents. Each counts what happened in the range: an acknowledgement counts where
 * it was recorded, a closing where it was, whenever the incident was opened.
 */
final class IncidentFigures {
  private final LeafRange range;
  private final Set<String> executed;
  private final PeriodBuckets opened;
  private final PeriodBuckets acknowledged;
  private final PeriodBuckets closing;
  private final Spread detect = new Spread();
  private final Spread acknowledge = new Spread();
  private final Spread close = new Spread();
  private long incidents;
  private long again;
  private long escalated;
  private long closed;
  private long recovered;
  private long idle;
  private long handSeconds;

  IncidentFigures(ReportParameters parameters, Set<String> executed) {
    range = parameters.leaves();
    this.executed = executed;
    opened = new PeriodBuckets(parameters.period());
    acknowledged = new PeriodBuckets(parameters.period());
    closing = new PeriodBuckets(parameters.period());
  }

  void add(IncidentTrace one) {
    if (range.contains(one.openedLeaf) && one.openedAt != null) {
      incidents++;
      again += one.again ? 1 : 0;
      escalated += one.escalations > 0 ? 1 : 0;
      opened.add(one.openedAt, 1);
      put(detect, one.secondsToDetect());
    }
    var toAcknowledge = one.secondsToAcknowledge();
    if (range.contains(one.acknowledgedLeaf)
        && toAcknowledge != null
        && one.acknowledgedAt != null) {
      acknowledge.add(toAcknowledge);
      acknowledged.add(one.acknowledgedAt, toAcknowledge);
    }
    if (range.contains(one.closedLeaf)) {
      addClosed(one);
    }
  }

  private void addClosed(IncidentTrace one) {
    var seconds = one.secondsToClose();
    if ("merged".equals(one.closing)) {
      return;
    }
    closed++;
    if (seconds != null && one.closedAt != null) {
      close.add(seconds);
      closing.add(one.closedAt, seconds);
      var before = one.secondsToAcknowledge();
      if ("overridden".equals(one.closing) && before != null) {
        handSeconds += Math.max(0, seconds - before);
      }
    }
    if ("recovered".equals(one.closing)) {
      recovered++;
      idle += one.acknowledgedAt == null && !executed.contains(one.id) ? 1 : 0;
    }
  }

  private static void put(Spread spread, @Nullable Long value) {
    if (value != null) {
      spread.add(value);
    }
  }

  long closed() {
    return closed;
  }

  void conclude(ReportDraft draft, long alerts) {
    draft.figure("incidents", "Incidents opened", incidents);
    draft.figure("incidents-closed", "Incidents closed", closed);
    draft.figure("incidents-recovered", "Incidents that recovered", recovered);
    times(draft, "mttd", "From the alert to the incident", detect);
    times(draft, "mtta", "From the incident to its acknowledgement", acknowledge);
    times(draft, "mttr", "From the incident to its end", close);
    rate(
        draft,
        "noise-reduction",
        "Alerts that made no incident of their own",
        Math.max(0, alerts - incidents),
        alerts);
    rate(
        draft,
        "false-positive",
        "Incidents that recovered before anybody or anything acted",
        idle,
        closed);
    rate(draft, "recurrence", "Incidents like one within the 7 days before", again, incidents);
    rate(draft, "escalation", "Incidents that were escalated", escalated, incidents);
    draft.figure(
        "toil",
        "From acknowledging to closing by a person's word, altogether",
        Long.toString(handSeconds),
        "seconds");
    draft.series(opened.counts("incidents", "Incidents opened"));
    draft.series(
        acknowledged.medians(
            "mtta", "From the incident to its acknowledgement, median", "seconds"));
    draft.series(closing.medians("mttr", "From the incident to its end, median", "seconds"));
  }

  private static void times(ReportDraft draft, String name, String title, Spread spread) {
    draft.figure(name, title + ", mean", spread.mean(), "seconds");
    draft.figure(name + "-median", title + ", median", spread.percentile(50), "seconds");
    draft.figure(name + "-p90", title + ", of nine in ten", spread.percentile(90), "seconds");
  }

  static void rate(ReportDraft draft, String name, String title, long part, long whole) {
    draft.figure(
        name + "-rate", title + ", of a thousand", Spread.perMille(part, whole), "per mille");
  }
}
