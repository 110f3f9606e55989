package io.countersign.reports.drift;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import io.countersign.reports.change.ChangeTraces;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.Names;
import io.countersign.reports.record.PeriodBuckets;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import io.countersign.reports.record.RowView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The register of changes that were observed outside: each with the remediation or the declared
 * window that explains it, or without one.
 */
public final class DriftRegister implements ReportSection {
  /** By how much a change may be told to have come before or after the step that made it. */
  static final Duration TOLERANCE = Duration.ofSeconds(60);

  private static final List<String> COLUMNS =
      List.of(
          "leaf",
          "entity",
          "action",
          "changed_at",
          "observed_at",
          "feed",
          "reference",
          "from_version",
          "to_version",
          "names_remediation",
          "verdict",
          "explained_by");

  /**
   * A change as it was observed.
   *
   * @param window that was open then; null for none
   */
  private record Observed(
      long leaf,
      Instant observedAt,
      String entity,
      String action,
      Instant at,
      String feed,
      String reference,
      String fromVersion,
      String toVersion,
      @Nullable String remediation,
      @Nullable String window) {}

  private record Judged(Observed observed, @Nullable String explanation) {}

  private final ReportParameters parameters;
  private final ChangeTraces changes;
  private final DeclaredWindows windows = new DeclaredWindows();
  private final List<Observed> observed = new ArrayList<>();
  private final Names names = new Names();

  public DriftRegister(ReportParameters parameters, ChangeTraces changes) {
    this.parameters = parameters;
    this.changes = changes;
  }

  @Override
  public void accept(LeafEvent event) {
    windows.accept(event);
    if (event.type().equals("change.observed") && parameters.leaves().contains(event.leaf())) {
      var change = event.payload().object("change");
      var at = change.instant("at");
      var entity = names.of(change.text("entity", NOT_RECORDED));
      observed.add(
          new Observed(
              event.leaf(),
              event.at(),
              entity,
              names.of(change.text("action", NOT_RECORDED)),
              at == null ? event.at() : at,
              names.of(change.text("feed", NOT_RECORDED)),
              names.of(change.text("reference", "")),
              names.of(change.text("fromVersion", "")),
              names.of(change.text("toVersion", "")),
              change.text("remediation"),
              windows.open(entity, at == null ? event.at() : at)));
    }
  }

  @Override
  public void conclude(ReportDraft draft) {
    var rows = new RowView<>(DriftRegister::row);
    draft.table(ReportTable.population("unauthorised-changes", "Observed changes", COLUMNS, rows));
    var unexplained = new PeriodBuckets(parameters.period());
    long without = 0;
    var steps = new StepIndex(changes.steps(), TOLERANCE);
    for (var one : observed) {
      if (draft.covers(Set.of(one.entity()))) {
        var explanation = explanation(one, steps);
        rows.of(new Judged(one, explanation));
        if (explanation == null) {
          without++;
          unexplained.add(one.at(), 1);
          draft.exception(
              ControlCheck.CHANGE_EXPLAINED,
              one.entity(),
              one.leaf(),
              cause(one),
              Set.of(one.entity()));
        }
      }
    }
    draft.checked(ControlCheck.CHANGE_EXPLAINED, rows.size());
    draft.figure("observed", "Observed changes", rows.size());
    draft.figure("unexplained", "Observed changes that nothing explains", without);
    draft.series(unexplained.counts("unexplained", "Observed changes that nothing explains"));
    draft.limit(
        "A change is explained by a step on the same entity within "
            + TOLERANCE.toSeconds()
            + " seconds of it, or by a window declared before and open then: not by what it"
            + " changed.");
  }

  /** A change that names a remediation is that one's or none's. */
  private @Nullable String explanation(Observed one, StepIndex steps) {
    var named = one.remediation();
    var by = named == null ? steps.at(one.entity(), one.at()) : named;
    if (by != null && (named == null || steps.didBy(named, one.entity(), one.at()))) {
      return by;
    }
    if (isBeyondWhatWasRead(one)) {
      return named + ", whose steps weren't read";
    }
    return one.window() == null ? null : "window " + one.window();
  }

  private boolean isBeyondWhatWasRead(Observed one) {
    return one.remediation() != null
        && parameters.leaves().read() > 0
        && changes.find(one.remediation()).filter(it -> it.startedLeaf() >= 0).isEmpty();
  }

  private static String cause(Observed one) {
    var what = one.action() + " at " + one.at() + ", told by " + one.feed();
    return one.remediation() == null
        ? what + ": no remediation, no window"
        : what + ": it names " + one.remediation() + ", which did nothing there then";
  }

  private static List<String> row(Judged judged) {
    var one = judged.observed();
    var explanation = judged.explanation();
    return List.of(
        Long.toString(one.leaf()),
        one.entity(),
        one.action(),
        one.at().toString(),
        one.observedAt().toString(),
        one.feed(),
        one.reference(),
        one.fromVersion(),
        one.toVersion(),
        one.remediation() == null ? "" : one.remediation(),
        explanation == null ? "unauthorised" : "explained",
        explanation == null ? "" : explanation);
  }
}
