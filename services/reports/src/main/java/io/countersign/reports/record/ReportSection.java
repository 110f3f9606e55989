package io.countersign.reports.record;

/** A part of a report: it follows the events, then says what came of them. */
public interface ReportSection {
  void accept(LeafEvent event);

  void conclude(ReportDraft draft);
}
