package io.countersign.reports.change;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import io.countersign.reports.record.RowView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    var summary = new ChangeFigures(draft);
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
}
