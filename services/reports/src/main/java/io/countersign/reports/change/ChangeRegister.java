package io.countersign.reports.change;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.PeriodBuckets;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import io.countersign.reports.record.RowView;
import io.countersign.reports.record.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The register of changes: each with who, what, when, by whose leave and what came of it. */
public final class ChangeRegister implements ReportSection {
  private static final List<String> COLUMNS =
      List.of(
          "change",
          "range",
          "requested_at",
          "requested_leaf",
          "requester",
          "requester_kind",
          "incident",
          "targets",
          "action",
          "runbook",
          "runbook_digest",
          "plan_digest",
          "steps",
          "risk",
          "policy_decision",
          "policy_bundle",
          "policy_rules",
          "approvals_asked",
          "approvals_given",
          "approvers",
          "approved_at",
          "independence",
          "window",
          "emergency",
          "started_at",
          "last_effect_at",
          "executors",
          "steps_started",
          "verification",
          "rollback",
          "outcome",
          "status",
          "status_at",
          "status_leaf",
          "because",
          "exceptions");

  private final ChangeTraces changes;
  private final Instant end;
  private final StandardChanges standard = new StandardChanges();

  public ChangeRegister(ReportParameters parameters, ChangeTraces changes) {
    this.changes = changes;
    end = parameters.period().to();
  }

  @Override
  public void accept(LeafEvent event) {
    standard.accept(event);
  }

  @Override
  public void conclude(ReportDraft draft) {
    var rows = new RowView<ChangeTrace>(this::row);
    draft.table(ReportTable.population("change-register", "Changes", COLUMNS, rows));
    var summary = new Summary(draft);
    for (var change : changes.ofRange()) {
      if (draft.covers(change.targets)) {
        rows.of(change);
        var verdicts = new ChangeVerdicts(change, end);
        for (var failed : verdicts.failed()) {
          draft.exception(failed.check(), change.id, failed.leaf(), failed.cause(), change.targets);
        }
        summary.add(change, verdicts);
        standard.count(change);
      }
    }
    summary.conclude();
    standard.conclude(draft);
  }

  private List<String> row(ChangeTrace change) {
    var verdicts = new ChangeVerdicts(change, end);
    var row = new ArrayList<String>(COLUMNS.size());
    row.addAll(request(change, changes.isRequested(change)));
    row.addAll(consent(change));
    row.addAll(List.of(verdicts.independence(), verdicts.window(), emergency(change)));
    row.addAll(execution(change, verdicts.verification()));
    row.addAll(status(change));
    row.add(
        verdicts.failed().stream().map(it -> it.check().id()).collect(Collectors.joining("; ")));
    return row;
  }

  private static List<String> request(ChangeTrace change, boolean requested) {
    return List.of(
        change.id,
        requested ? "requested" : "carried over",
        recorded(change.requestedAt),
        change.isWhole() ? Long.toString(change.requestedLeaf) : NOT_RECORDED,
        recorded(change.requester),
        recorded(change.requesterKind),
        recorded(change.incident),
        joined(change.targets),
        recorded(change.action),
        recorded(change.runbook),
        recorded(change.runbookDigest),
        recorded(change.planDigest == null ? change.startedDigest : change.planDigest),
        change.isWhole() ? Integer.toString(change.plannedSteps) : NOT_RECORDED);
  }

  private static List<String> consent(ChangeTrace change) {
    boolean silent = change.isUnattended() || (change.isWhole() && change.decision == null);
    var asked = change.asked();
    return List.of(
        change.risk != null ? change.risk : silent ? "" : NOT_RECORDED,
        change.decision != null ? change.decision : change.isWhole() ? "" : NOT_RECORDED,
        change.bundle != null ? change.bundle : change.isWhole() ? "" : NOT_RECORDED,
        String.join("; ", change.rules),
        asked != null ? asked.toString() : silent ? "" : NOT_RECORDED,
        Integer.toString(given(change).size()),
        String.join("; ", given(change)),
        text(change.approvedAt));
  }

  /** When it began, or, before that, by now. */
  private static List<String> given(ChangeTrace change) {
    return change.acted ? change.standing : change.approvers();
  }

  private static String emergency(ChangeTrace change) {
    if (change.breakGlass != null) {
      return "break-glass " + change.breakGlass;
    }
    return change.shortening == null ? "" : "quorum shortened by " + change.shortening.by;
  }

  private static List<String> execution(ChangeTrace change, String verification) {
    if (!change.acted) {
      return List.of("", "", joinedOrEmpty(change.executors), "", "", "", "");
    }
    var rollback =
        change.rolledBackAt != null
            ? "rolled back at " + change.rolledBackAt
            : change.rollbackAt != null ? "begun at " + change.rollbackAt : "";
    return List.of(
        recorded(change.startedAt),
        text(change.lastEffectAt),
        joined(change.executors),
        Integer.toString(change.stepsStarted),
        verification,
        rollback,
        change.outcome == null ? "under way" : change.outcome);
  }

  private static List<String> status(ChangeTrace change) {
    var status = change.status();
    boolean ended = change.endedLeaf >= 0;
    long leaf = ended ? change.endedLeaf : change.lastLeaf;
    return List.of(status.label(), text(change.endedAt), Long.toString(leaf), change.because);
  }

  private static String recorded(@Nullable Object value) {
    return value == null ? NOT_RECORDED : value.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String joined(List<String> texts) {
    return texts.isEmpty() ? NOT_RECORDED : String.join("; ", texts);
  }

  private static String joinedOrEmpty(List<String> texts) {
    return String.join("; ", texts);
  }

  /** The figures and series over all of them. */
  private static final class Summary {
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

    Summary(ReportDraft draft) {
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

  /** The runbooks that two persons let run unattended, and what they did. */
  private static final class StandardChanges {
    private static final List<String> STANDARD =
        List.of(
            "runbook",
            "environment",
            "content_digest",
            "promoted_by",
            "confirmed_by",
            "promoted_at",
            "until",
            "ended_at",
            "executed",
            "failed");

    private final Map<String, Promotion> promotions = new LinkedHashMap<>();
    private final Map<String, long[]> uses = new HashMap<>();

    private record Promotion(LeafEvent event, @Nullable Instant endedAt) {}

    void accept(LeafEvent event) {
      var key = event.text("runbook") + "\n" + event.text("environment");
      switch (event.type()) {
        case "remediation.runbook-promoted" -> promotions.put(key, new Promotion(event, null));
        case "remediation.runbook-demoted" ->
            promotions.computeIfPresent(key, (_, it) -> new Promotion(it.event(), event.at()));
        default -> {}
      }
    }

    void count(ChangeTrace change) {
      if (change.isUnattended() && change.acted && change.runbook != null) {
        var counts = uses.computeIfAbsent(change.runbook, _ -> new long[2]);
        counts[0]++;
        counts[1] += change.hasFailed() ? 1 : 0;
      }
    }

    void conclude(ReportDraft draft) {
      if (draft.parameters().scope().isPartial()) {
        return;
      }
      var table =
          draft.table(
              ReportTable.list(
                  "standard-changes", "Standard changes, by their template", STANDARD));
      for (var promotion : promotions.values()) {
        var payload = promotion.event().payload();
        var counts = uses.getOrDefault(payload.text("runbook", ""), new long[2]);
        table
            .rows()
            .add(
                List.of(
                    recorded(payload.text("runbook")),
                    recorded(payload.text("environment")),
                    recorded(payload.text("content")),
                    recorded(payload.text("by")),
                    recorded(payload.text("confirmedBy")),
                    promotion.event().at().toString(),
                    recorded(payload.text("until")),
                    text(promotion.endedAt()),
                    Long.toString(counts[0]),
                    Long.toString(counts[1])));
      }
    }
  }
}
