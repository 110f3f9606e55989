package io.countersign.reports.emergency;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import io.countersign.reports.change.ChangeTraces;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.PeriodBuckets;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The register of emergencies, with the reviews that they owe. */
public final class EmergencyRegister implements ReportSection {
  /** Within which a shortened quorum is reviewed, where no event says until when. */
  private static final Duration WITHIN = Duration.ofHours(24);

  /** So many by one person in a month are too many. */
  private static final int OFTEN = 5;

  private static final List<String> COLUMNS =
      List.of(
          "emergency",
          "kind",
          "range",
          "opened_at",
          "opened_leaf",
          "opened_by",
          "incident",
          "reason",
          "actions",
          "in_effect_at",
          "persons",
          "until",
          "closed_at",
          "changes",
          "review_due",
          "reviewed_at",
          "reviewers",
          "justified",
          "minutes_late",
          "review");

  private final ReportParameters parameters;
  private final ChangeTraces changes;
  private final Map<String, EmergencyTrace> emergencies = new LinkedHashMap<>();
  private final Map<String, Instant> overdue = new HashMap<>();

  public EmergencyRegister(ReportParameters parameters, ChangeTraces changes) {
    this.parameters = parameters;
    this.changes = changes;
  }

  @Override
  public void accept(LeafEvent event) {
    switch (event.type()) {
      case "emergency.break-glass-opened",
          "emergency.break-glass-took-effect",
          "emergency.break-glass-closed",
          "emergency.break-glass-reviewed" ->
          breakGlass(event);
      case "remediation.quorum-shortened" -> shortened(event);
      case "remediation.shortening-reviewed" -> shorteningReviewed(event);
      case "emergency.review-overdue" -> overdue(event);
      default -> {}
    }
  }

  private EmergencyTrace trace(String id, String kind, LeafEvent event) {
    var one = emergencies.computeIfAbsent(id, it -> new EmergencyTrace(it, kind, event.leaf()));
    one.lastLeaf = event.leaf();
    return one;
  }

  private void breakGlass(LeafEvent event) {
    var id = event.text("breakGlass");
    if (id == null) {
      return;
    }
    var one = trace(id, "break-glass", event);
    one.incident = event.text("incident");
    switch (event.type()) {
      case "emergency.break-glass-opened" -> opened(one, event);
      case "emergency.break-glass-took-effect" -> {
        one.inEffectAt = event.at();
        one.persons.addAll(event.payload().texts("by"));
        one.reviewBy = event.payload().instant("reviewBy");
      }
      case "emergency.break-glass-closed" -> one.closedAt = event.at();
      default ->
          one.reviewed(event, !event.payload().has("complete") || event.payload().is("complete"));
    }
  }

  private static void opened(EmergencyTrace one, LeafEvent event) {
    one.openedLeaf = event.leaf();
    one.openedAt = event.at();
    one.openedBy = event.text("by");
    one.persons.add(event.payload().text("by", NOT_RECORDED));
    one.reason = event.payload().text("reason", "");
    one.actions = event.payload().texts("actions").stream().sorted().toList();
    one.until = event.payload().instant("until");
  }

  private void shortened(LeafEvent event) {
    var id = event.text("remediation");
    if (id == null) {
      return;
    }
    var one = trace(id, "shortened quorum", event);
    if (one.openedAt == null) {
      opened(one, event);
      one.inEffectAt = event.at();
      one.reviewBy = event.at().plus(WITHIN);
      one.changes.add(id);
    }
    one.persons.add(event.payload().text("by", NOT_RECORDED));
  }

  private void shorteningReviewed(LeafEvent event) {
    var id = event.text("remediation");
    if (id != null) {
      trace(id, "shortened quorum", event).reviewed(event, true);
    }
  }

  private void overdue(LeafEvent event) {
    var subject = event.text("subject");
    var due = event.payload().instant("reviewBy");
    if (subject != null && due != null) {
      overdue.put(subject, due);
    }
  }

  @Override
  public void conclude(ReportDraft draft) {
    var table = draft.table(ReportTable.population("emergency-changes", "Emergencies", COLUMNS));
    var opened = new PeriodBuckets(parameters.period());
    uses();
    long owed = 0;
    long reviewed = 0;
    for (var one : emergencies.values()) {
      if (isOfRange(one) && draft.covers(targets(one))) {
        one.reviewBy = overdue.getOrDefault(one.id, one.reviewBy);
        table.rows().add(row(one, judged(one, draft)));
        owed += one.reviewBy == null ? 0 : 1;
        reviewed += one.reviewers.isEmpty() ? 0 : 1;
        if (one.openedAt != null) {
          opened.add(one.openedAt, 1);
        }
      }
    }
    draft.checked(ControlCheck.EMERGENCY_REVIEWED, owed);
    draft.checked(ControlCheck.EMERGENCY_INDEPENDENT, reviewed);
    draft.checked(ControlCheck.EMERGENCY_JUSTIFIED, reviewed);
    draft.checked(ControlCheck.EMERGENCY_SELDOM, table.rows().size());
    often(draft);
    draft.figure("emergencies-opened", "Emergencies", table.rows().size());
    draft.series(opened.counts("emergencies", "Emergencies"));
  }

  private boolean isOfRange(EmergencyTrace one) {
    return one.lastLeaf >= parameters.leaves().a();
  }

  private void uses() {
    for (var change : changes.all()) {
      var breakGlass = change.breakGlass();
      var one = breakGlass == null ? null : emergencies.get(breakGlass);
      if (one != null) {
        one.changes.add(change.id());
      }
    }
  }

  private Set<String> targets(EmergencyTrace one) {
    var targets = new TreeSet<String>();
    for (var id : one.changes) {
      changes.find(id).ifPresent(it -> targets.addAll(it.targets()));
    }
    return targets;
  }

  /** In words how its review went. */
  private String judged(EmergencyTrace one, ReportDraft draft) {
    var targets = targets(one);
    if (one.reviewers.stream().anyMatch(one.persons::contains)) {
      draft.exception(
          ControlCheck.EMERGENCY_INDEPENDENT,
          one.id,
          one.lastLeaf,
          "reviewed by one of those who stood for it",
          targets);
    }
    if (Boolean.FALSE.equals(one.justified)) {
      draft.exception(
          ControlCheck.EMERGENCY_JUSTIFIED, one.id, one.lastLeaf, "found not justified", targets);
    }
    return late(one, draft, targets);
  }

  private String late(EmergencyTrace one, ReportDraft draft, Set<String> targets) {
    if (one.reviewBy == null) {
      return one.inEffectAt == null ? "none owed" : NOT_RECORDED;
    }
    long late = one.minutesLate(parameters.period().to());
    if (late == 0) {
      return one.reviewedAt == null ? "owed" : "in time";
    }
    boolean done = one.reviewedAt != null;
    var cause =
        done
            ? "reviewed " + late + " minutes after " + one.reviewBy
            : "not reviewed, and due since " + one.reviewBy;
    draft.exception(
        ControlCheck.EMERGENCY_REVIEWED,
        one.id,
        done ? one.reviewedLeaf : one.lastLeaf,
        cause,
        targets,
        done ? "reviewed late" : "open");
    return done ? "late" : "missing";
  }

  private void often(ReportDraft draft) {
    var counts = new HashMap<String, Integer>();
    for (var one : emergencies.values()) {
      if (one.openedAt != null && one.openedBy != null) {
        var month = YearMonth.from(one.openedAt.atZone(parameters.period().zone()));
        int count = counts.merge(one.openedBy + " in " + month, 1, Integer::sum);
        if (count == OFTEN && parameters.leaves().contains(one.openedLeaf)) {
          draft.exception(
              ControlCheck.EMERGENCY_SELDOM,
              one.openedBy,
              one.openedLeaf,
              "the fifth emergency of " + one.openedBy + " in " + month,
              targets(one));
        }
      }
    }
  }

  private List<String> row(EmergencyTrace one, String review) {
    boolean opened = parameters.leaves().contains(one.openedLeaf);
    return List.of(
        one.id,
        one.kind,
        opened ? "opened" : "carried over",
        recorded(one.openedAt),
        one.openedLeaf < 0 ? NOT_RECORDED : Long.toString(one.openedLeaf),
        recorded(one.openedBy),
        text(one.incident),
        one.reason,
        String.join("; ", one.actions),
        text(one.inEffectAt),
        String.join("; ", one.persons),
        text(one.until),
        text(one.closedAt),
        String.join("; ", one.changes),
        text(one.reviewBy),
        text(one.reviewedAt),
        String.join("; ", one.reviewers),
        one.justified == null ? "" : one.justified ? "yes" : "no",
        Long.toString(one.minutesLate(parameters.period().to())),
        review);
  }

  private static String recorded(@Nullable Object value) {
    return value == null ? NOT_RECORDED : value.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
