package io.countersign.reports.change;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.LeafRange;
import io.countersign.reports.ReportTable;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.PeriodBuckets;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import io.countersign.reports.record.RowView;
import io.countersign.reports.record.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The register of decisions: each approval, denial and revocation of the range. */
public final class ApprovalRegister implements ReportSection {
  private static final List<String> COLUMNS =
      List.of(
          "leaf",
          "change",
          "decided_at",
          "decision",
          "by",
          "on_behalf_of",
          "roles",
          "groups",
          "via",
          "factor",
          "plan_digest",
          "plan",
          "requester",
          "independence",
          "asked_at",
          "shown_at",
          "seconds_after_shown",
          "risk",
          "break_glass",
          "reason");

  private static final String ANOTHER = "another one";
  private static final String NOT_INDEPENDENT = "not independent";

  private record Decided(ChangeTrace change, ApprovalAct act) {}

  private final ChangeTraces changes;

  public ApprovalRegister(ChangeTraces changes) {
    this.changes = changes;
  }

  @Override
  public void accept(LeafEvent event) {}

  @Override
  public void conclude(ReportDraft draft) {
    var rows = new RowView<>(ApprovalRegister::row);
    draft.table(ReportTable.population("approvals", "Decisions on changes", COLUMNS, rows));
    var decisions = new PeriodBuckets(draft.parameters().period());
    var looked = new Spread();
    long granted = 0;
    for (var decided : ofRange(draft.parameters().leaves())) {
      if (draft.covers(decided.change().targets)) {
        rows.of(decided);
        judge(decided, draft);
        decisions.add(decided.act().at(), 1);
        granted += decided.act().kind() == ApprovalAct.Kind.GRANTED ? 1 : 0;
        look(decided.act(), looked);
      }
    }
    draft.checked(ControlCheck.APPROVAL_BOUND, rows.size());
    draft.checked(ControlCheck.APPROVAL_INDEPENDENT, granted);
    draft.figure("decisions", "Decisions", rows.size());
    draft.figure("approvals-granted", "Approvals granted", granted);
    draft.figure(
        "looked-median",
        "From being shown a plan to approving it, median",
        looked.percentile(50),
        "seconds");
    draft.series(decisions.counts("decisions", "Decisions"));
  }

  private List<Decided> ofRange(LeafRange range) {
    var found = new ArrayList<Decided>();
    for (var change : changes.all()) {
      for (var act : change.acts) {
        if (range.contains(act.leaf())) {
          found.add(new Decided(change, act));
        }
      }
    }
    found.sort(Comparator.comparingLong(it -> it.act().leaf()));
    return found;
  }

  private static void look(ApprovalAct act, Spread looked) {
    if (act.kind() == ApprovalAct.Kind.GRANTED && act.shownAt() != null) {
      looked.add(Duration.between(act.shownAt(), act.at()).toSeconds());
    }
  }

  private static List<String> row(Decided decided) {
    var change = decided.change();
    var act = decided.act();
    return List.of(
        Long.toString(act.leaf()),
        change.id,
        act.at().toString(),
        act.kind().label,
        act.by(),
        act.onBehalfOf() == null ? "" : act.onBehalfOf(),
        String.join("; ", act.roles()),
        String.join("; ", act.groups()),
        act.via(),
        act.factor(),
        recorded(act.planDigest()),
        bound(decided),
        recorded(change.requester),
        independence(decided),
        change.askedAt == null ? NOT_RECORDED : change.askedAt.toString(),
        act.shownAt() == null ? NOT_RECORDED : act.shownAt().toString(),
        act.shownAt() == null
            ? NOT_RECORDED
            : Long.toString(Duration.between(act.shownAt(), act.at()).toSeconds()),
        recorded(change.risk),
        act.breakGlass() == null ? "" : act.breakGlass(),
        act.reason());
  }

  private static void judge(Decided decided, ReportDraft draft) {
    var act = decided.act();
    var change = decided.change();
    if (bound(decided).equals(ANOTHER)) {
      draft.exception(
          ControlCheck.APPROVAL_BOUND,
          change.id,
          act.leaf(),
          "it names another plan than the one requested",
          change.targets);
    }
    if (independence(decided).equals(NOT_INDEPENDENT)) {
      draft.exception(
          ControlCheck.APPROVAL_INDEPENDENT,
          change.id,
          act.leaf(),
          act.by()
              + (act.isByAuthor()
                  ? " wrote what it is about"
                  : " requested it, or stands for who did"),
          change.targets);
    }
  }

  private static String bound(Decided decided) {
    var digest = decided.change().planDigest;
    if (digest == null || decided.act().planDigest() == null) {
      return NOT_RECORDED;
    }
    return decided.act().isOf(digest) ? "the one requested" : ANOTHER;
  }

  private static String independence(Decided decided) {
    var act = decided.act();
    if (act.kind() != ApprovalAct.Kind.GRANTED) {
      return "";
    }
    var requester = decided.change().requester;
    if (requester == null) {
      return NOT_RECORDED;
    }
    return act.concerns(requester) || act.isByAuthor() ? NOT_INDEPENDENT : "independent";
  }

  private static String recorded(@Nullable String text) {
    return text == null ? NOT_RECORDED : text;
  }
}
