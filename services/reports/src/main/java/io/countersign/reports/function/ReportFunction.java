package io.countersign.reports.function;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ControlOutcome;
import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportLeaf;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import io.countersign.reports.RowSample;
import io.countersign.reports.json.JsonRefusal;
import io.countersign.reports.pack.ControlPack;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.RecordWatch;
import io.countersign.reports.record.ReportDraft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The report function: the same parameters and leaves give the same report, wherever and whenever
 * it runs. It knows no clock, no file and no network.
 */
public final class ReportFunction {
  private ReportFunction() {}

  /**
   * @param leaves those of {@link ReportParameters#leaves()}, from {@code read} to before {@code
   *     b}, each once and in order; read once
   * @throws IllegalArgumentException when they aren't those
   */
  public static Report of(ReportParameters parameters, Iterator<ReportLeaf> leaves) {
    var watch = new RecordWatch(parameters);
    var sections = new SectionSet(parameters, kinds(parameters.kind()));
    long expected = parameters.leaves().read();
    while (leaves.hasNext()) {
      var entry = leaves.next();
      if (entry.index() != expected++) {
        throw new IllegalArgumentException(
            "leaf " + entry.index() + " came where leaf " + (expected - 1) + " was to come");
      }
      read(entry, watch, sections);
    }
    if (expected != parameters.leaves().b()) {
      throw new IllegalArgumentException("the leaves end before " + parameters.leaves().b());
    }
    return concluded(parameters, watch, sections);
  }

  /** The kinds whose populations it needs, in their order. */
  private static Set<ReportKind> kinds(ReportKind kind) {
    return kind.isPack() ? ControlPack.of(kind).kinds() : EnumSet.of(kind);
  }

  private static void read(ReportLeaf entry, RecordWatch watch, SectionSet sections) {
    LeafEvent event;
    try {
      event = LeafEvent.of(entry);
    } catch (JsonRefusal | IllegalArgumentException e) {
      watch.unreadable(entry, String.valueOf(e.getMessage()));
      return;
    }
    watch.accept(event);
    sections.accept(event);
  }

  private static Report concluded(
      ReportParameters parameters, RecordWatch watch, SectionSet sections) {
    var draft = new ReportDraft(parameters, sections.catalogue());
    watch.conclude(draft);
    sections.conclude(draft);
    var controls = controls(parameters.kind(), draft);
    return new Report(
        parameters,
        title(parameters),
        watch.completeness(draft),
        tables(parameters.kind(), draft, controls),
        draft.exceptions(),
        samples(parameters, draft),
        controls,
        draft.figures(),
        draft.series(),
        ReportLimits.of(parameters, draft));
  }

  private static String title(ReportParameters parameters) {
    var scope = parameters.scope();
    return parameters.kind().title()
        + (scope.isPartial() ? " (partial scope: " + scope.text() + ")" : "");
  }

  private static List<ControlOutcome> controls(ReportKind kind, ReportDraft draft) {
    var outcomes = new ArrayList<ControlOutcome>();
    if (kind.isPack()) {
      for (var control : ControlPack.of(kind).controls()) {
        for (var check : control.checks()) {
          outcomes.add(outcome(kind, control.id(), control.title(), check, draft));
        }
      }
      return List.copyOf(outcomes);
    }
    Arrays.stream(ControlCheck.values())
        .filter(draft.checked()::containsKey)
        .forEach(it -> outcomes.add(outcome(kind, it.id(), it.title(), it, draft)));
    return List.copyOf(outcomes);
  }

  private static ControlOutcome outcome(
      ReportKind kind, String control, String title, ControlCheck check, ReportDraft draft) {
    long exceptions = draft.exceptions(check);
    long population = draft.checked().getOrDefault(check, 0L);
    return new ControlOutcome(kind.title(), control, title, check, population, exceptions);
  }

  private static List<ReportTable> tables(
      ReportKind kind, ReportDraft draft, List<ControlOutcome> controls) {
    var tables = new ArrayList<ReportTable>();
    if (kind.isPack()) {
      tables.add(ControlTables.matrix(controls));
    }
    tables.addAll(draft.tables());
    tables.add(ControlTables.exceptions(draft.exceptions()));
    return tables;
  }

  private static List<RowSample> samples(ReportParameters parameters, ReportDraft draft) {
    return draft.tables().stream()
        .filter(ReportTable::population)
        .map(it -> SeededSampler.draw(it, parameters.seed(), parameters.sampleSize()))
        .toList();
  }
}
