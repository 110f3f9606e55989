package io.countersign.reports.record;

import io.countersign.reports.ChangeBalance;
import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportFigure;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportSeries;
import io.countersign.reports.ReportTable;
import io.countersign.reports.ReportedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A report in the making: sections put in what they found. */
public final class ReportDraft {
  private static final ChangeBalance NOTHING = new ChangeBalance(0, 0, 0, 0, 0, 0, 0);

  private final ReportParameters parameters;
  private final Catalogue catalogue;
  private final List<ReportTable> tables = new ArrayList<>();
  private final List<ReportedException> exceptions = new ArrayList<>();
  private final Map<ControlCheck, Long> checked = new EnumMap<>(ControlCheck.class);
  private final Map<ControlCheck, Long> counts = new EnumMap<>(ControlCheck.class);
  private final List<ReportFigure> figures = new ArrayList<>();
  private final List<ReportSeries> series = new ArrayList<>();
  private final List<String> limits = new ArrayList<>();
  private ChangeBalance requested = NOTHING;
  private ChangeBalance carriedOver = NOTHING;
  private long outOfScope;

  public ReportDraft(ReportParameters parameters, Catalogue catalogue) {
    this.parameters = parameters;
    this.catalogue = catalogue;
  }

  public ReportParameters parameters() {
    return parameters;
  }

  /** Whether what is about these entities is in the report; counted where it isn't. */
  public boolean covers(Collection<String> entities) {
    boolean covered = parameters.scope().coversAny(entities);
    outOfScope += covered ? 0 : 1;
    return covered;
  }

  public ReportTable table(ReportTable table) {
    tables.add(table);
    return table;
  }

  public void checked(ControlCheck check, long population) {
    checked.merge(check, population, Long::sum);
  }

  public void exception(
      ControlCheck check, String subject, long leaf, String cause, Collection<String> entities) {
    exception(check, subject, leaf, cause, entities, ReportedException.OPEN);
  }

  public void exception(
      ControlCheck check,
      String subject,
      long leaf,
      String cause,
      Collection<String> entities,
      String status) {
    counts.merge(check, 1L, Long::sum);
    exceptions.add(
        new ReportedException(check, subject, leaf, cause, catalogue.owners(entities), status));
  }

  public void figure(String name, String title, String value, String unit) {
    figures.add(new ReportFigure(name, title, value, unit));
  }

  public void figure(String name, String title, long value) {
    figure(name, title, Long.toString(value), "");
  }

  public void series(ReportSeries one) {
    series.add(one);
  }

  public void limit(String limit) {
    if (!limits.contains(limit)) {
      limits.add(limit);
    }
  }

  public void balance(ChangeBalance inRange, ChangeBalance before) {
    requested = inRange;
    carriedOver = before;
  }

  public ChangeBalance requested() {
    return requested;
  }

  public ChangeBalance carriedOver() {
    return carriedOver;
  }

  public long outOfScope() {
    return outOfScope;
  }

  public List<ReportTable> tables() {
    return tables;
  }

  /** By check, then by leaf. */
  public List<ReportedException> exceptions() {
    return exceptions.stream()
        .sorted(
            Comparator.comparing(ReportedException::check)
                .thenComparingLong(ReportedException::leaf)
                .thenComparing(ReportedException::subject))
        .toList();
  }

  /** How many there are of a check. */
  public long exceptions(ControlCheck check) {
    return counts.getOrDefault(check, 0L);
  }

  public Map<ControlCheck, Long> checked() {
    return checked;
  }

  public List<ReportFigure> figures() {
    return figures;
  }

  public List<ReportSeries> series() {
    return series;
  }

  public List<String> limits() {
    return limits;
  }
}
