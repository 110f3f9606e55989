package io.countersign.reports;

import java.util.List;
import java.util.Optional;

/**
 * A report. It supports an audit; the auditor concludes.
 *
 * @param tables the first is the report's own: the population of its kind, or a pack's matrix
 * @param exceptions by check, then in the order of their leaves
 * @param limits what it can't assert
 */
public record Report(
    ReportParameters parameters,
    String title,
    Completeness completeness,
    List<ReportTable> tables,
    List<ReportedException> exceptions,
    List<RowSample> samples,
    List<ControlOutcome> controls,
    List<ReportFigure> figures,
    List<ReportSeries> series,
    List<String> limits) {
  public Report {
    tables = List.copyOf(tables);
    exceptions = List.copyOf(exceptions);
    samples = List.copyOf(samples);
    controls = List.copyOf(controls);
    figures = List.copyOf(figures);
    series = List.copyOf(series);
    limits = List.copyOf(limits);
  }

  public ReportTable primary() {
    return tables.getFirst();
  }

  public Optional<ReportTable> table(String name) {
    return tables.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  public Optional<ReportSeries> series(String name) {
    return series.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
