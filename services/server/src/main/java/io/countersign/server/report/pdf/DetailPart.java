package io.countersign.server.report.pdf;

import io.countersign.reports.Report;
import io.countersign.reports.ReportTable;
import io.countersign.reports.ReportedException;
import io.countersign.reports.RowSample;
import java.util.List;

/** The exceptions, the samples and the begin of each table; the whole of it is embedded as CSV. */
final class DetailPart {
  private static final int MOST_EXCEPTIONS = 200;
  private static final int MOST_ROWS = 100;

  private DetailPart() {}

  static void exceptions(List<ReportedException> exceptions, Markup out) {
    out.tags("<h2 id=\"exceptions\">Exceptions</h2>");
    if (exceptions.isEmpty()) {
      out.element("p", "None.");
      return;
    }
    out.table(
        "plain",
        List.of("Check", "Subject", "Leaf", "Cause", "Owner", "Status"),
        17,
        19,
        8,
        34,
        12,
        10);
    exceptions.stream()
        .limit(MOST_EXCEPTIONS)
        .forEach(
            it ->
                out.row(
                    List.of(
                        it.check().id(),
                        it.subject(),
                        Long.toString(it.leaf()),
                        it.cause(),
                        it.owner(),
                        it.status())));
    out.endOfTable();
    rest(exceptions.size(), MOST_EXCEPTIONS, "exceptions", out);
  }

  private static void rest(int all, int most, String table, Markup out) {
    if (all > most) {
      out.element(
          "p",
          "reading",
          "The first %s of %s; all of them are in %s.csv.".formatted(most, all, table));
    }
  }

  static void samples(Report report, Markup out) {
    report
        .samples()
        .forEach(it -> report.table(it.table()).ifPresent(table -> sample(it, table, out)));
  }

  private static void sample(RowSample sample, ReportTable table, Markup out) {
    out.tags("<h2 id=\"sample-%s\">".formatted(table.name()));
    out.text("Sample: " + table.title()).tags("</h2>");
    out.element(
        "p",
        "reading",
        sample.rows().size()
            + " of "
            + sample.population()
            + " rows, drawn by the seed; each with all that is told of it.");
    for (int row : sample.rows()) {
      card(row, table, out);
    }
  }

  /** All of a row that says something. */
  private static void card(int row, ReportTable table, Markup out) {
    var cells = table.rows().get(row - 1);
    out.tags("<div class=\"card\">").element("h3", "Row " + row + ": " + cells.getFirst());
    out.tags("<p class=\"attributes\">");
    for (int i = 1; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        out.element("span", "name", ShownColumns.title(table.columns().get(i)) + "\u00a0");
        out.text(cells.get(i)).tags(" <span class=\"dot\">|</span> ");
      }
    }
    out.tags("</p></div>");
  }

  static void tables(Report report, Markup out) {
    report.tables().stream()
        .filter(it -> !it.name().equals("exceptions") && !it.name().equals("controls"))
        .forEach(it -> table(it, out));
  }

  private static void table(ReportTable table, Markup out) {
    out.tags("<h2 id=\"table-%s\">".formatted(table.name())).text(table.title()).tags("</h2>");
    if (table.rows().isEmpty()) {
      out.element("p", "None in this period.");
      return;
    }
    var shown = ShownColumns.of(table);
    var shares = shown.stream().mapToInt(_ -> 100 / shown.size()).toArray();
    out.table(
        "plain dense",
        shown.stream().map(it -> ShownColumns.title(table.columns().get(it))).toList(),
        shares);
    for (int i = 0; i < Math.min(MOST_ROWS, table.rows().size()); i++) {
      var cells = table.rows().get(i);
      out.row(shown.stream().map(cells::get).toList());
    }
    out.endOfTable();
    if (table.rows().size() <= MOST_ROWS) {
      out.element("p", "reading", "Further columns are in %s.csv.".formatted(table.name()));
    }
    rest(table.rows().size(), MOST_ROWS, table.name(), out);
  }
}
