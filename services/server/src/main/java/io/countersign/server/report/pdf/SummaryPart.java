package io.countersign.server.report.pdf;

import io.countersign.reports.ControlOutcome;
import io.countersign.reports.Report;
import io.countersign.reports.ReportFigure;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The first page: what the report is of, and what it found. */
final class SummaryPart {
  private static final int MOST_TILES = 16;

  private SummaryPart() {}

  static void write(Report report, Markup out) {
    out.element("p", "kicker", "Countersign").element("h1", report.title());
    out.element("p", "period", period(report));
    out.element("p", verdictStyle(report), verdict(report));
    figures(report.figures(), out);
    about(report, out);
  }

  private static String period(Report report) {
    var period = report.parameters().period();
    var zone = period.zone();
    return "%s up to, not including, %s (%s)"
        .formatted(
            local(period.from(), zone),
            local(period.to(), zone),
            zone.equals(ZoneOffset.UTC) ? "UTC" : zone);
  }

  private static String local(java.time.Instant at, ZoneId zone) {
    var time = at.atZone(zone).toLocalDateTime();
    return time.toLocalTime().toSecondOfDay() == 0
        ? time.toLocalDate().toString()
        : time.toLocalDate() + " " + time.toLocalTime().withNano(0);
  }

  private static String verdictStyle(Report report) {
    return report.exceptions().isEmpty() ? "verdict" : "verdict found";
  }

  private static String verdict(Report report) {
    long checks = report.controls().size();
    long failed = report.controls().stream().filter(it -> it.exceptions() > 0).count();
    long found = report.exceptions().size();
    var complete = report.completeness();
    var population =
        complete.gaps() == 0
            ? String.format(
                Locale.ROOT,
                "The population is complete: no event is missing in %,d aggregates.",
                complete.aggregates())
            : String.format(
                Locale.ROOT, "The population is NOT complete: %,d events miss.", complete.gaps());
    return found == 0
        ? "No exception in %s checks. %s".formatted(checks, population)
        : "%s in %s of %s checks. %s"
            .formatted(
                found == 1 ? "1 exception" : found + " exceptions", failed, checks, population);
  }

  private static void figures(List<ReportFigure> figures, Markup out) {
    if (figures.isEmpty()) {
      return;
    }
    out.tags("<h2 id=\"figures\">Figures</h2><div class=\"tiles\">");
    figures.stream()
        .limit(MOST_TILES)
        .forEach(
            it ->
                out.tags("<div class=\"tile\">")
                    .element("p", "number", FigureText.of(it.value(), it.unit()))
                    .element("p", "what", title(it))
                    .tags("</div>"));
    out.tags("</div>");
    if (figures.size() > MOST_TILES) {
      rest(figures.subList(MOST_TILES, figures.size()), out);
    }
  }

  /** A rate is shown as a percentage. */
  private static String title(ReportFigure figure) {
    return figure.title().replace(", of a thousand", "");
  }

  private static void rest(List<ReportFigure> figures, Markup out) {
    out.table("plain", List.of("Further figures", "Value"), 70, 30);
    figures.forEach(it -> out.row(List.of(title(it), FigureText.of(it.value(), it.unit()))));
    out.endOfTable();
  }

  private static void about(Report report, Markup out) {
    var parameters = report.parameters();
    var origin = parameters.origin();
    out.tags("<h2 id=\"about\">About this report</h2>");
    out.table("plain pairs", List.of("What", "Value"), 26, 74);
    pair("Kind", parameters.kind().label(), out);
    pair("Record of", origin.entity(), out);
    pair("Made with", origin.system() + ", report function " + parameters.version(), out);
    pair("Made for", origin.generatedBy() + ", at " + origin.generatedAt() + " UTC", out);
    pair("Period in UTC", parameters.period().from() + " to " + parameters.period().to(), out);
    pair("Scope", parameters.scope().text(), out);
    pair("Leaves", leaves(report), out);
    pair("Sample", "seed %s, %s rows".formatted(parameters.seed(), parameters.sampleSize()), out);
    pair("Time zones", "database " + origin.tzdata(), out);
    out.endOfTable();
  }

  private static String leaves(Report report) {
    var leaves = report.parameters().leaves();
    return "[%s, %s): %s of the period; read from %s on"
        .formatted(leaves.a(), leaves.b(), leaves.b() - leaves.a(), leaves.read());
  }

  private static void pair(String what, String value, Markup out) {
    out.tags("<tr><th scope=\"row\">").text(what).tags("</th>").element("td", value).tags("</tr>");
  }

  /** The matrix: control, check, population, exceptions. */
  static void controls(List<ControlOutcome> controls, Markup out) {
    out.tags("<h2 id=\"controls\">Control matrix</h2>");
    out.table(
        "plain", List.of("Control", "What is checked", "Population", "Conclusion"), 20, 46, 13, 21);
    for (var it : controls) {
      out.tags("<tr>").element("td", it.control()).element("td", checked(it));
      out.element("td", "count", FigureText.of(it.population(), ""));
      out.element("td", it.exceptions() > 0 ? "found" : "fine", it.conclusion()).tags("</tr>");
    }
    out.endOfTable();
  }

  /** A framework's control has a title of its own. */
  private static String checked(ControlOutcome of) {
    var check = of.check().title();
    return of.title().equals(check) ? check : of.title() + ": " + check;
  }
}
