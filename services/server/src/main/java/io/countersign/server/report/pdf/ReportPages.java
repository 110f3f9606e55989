package io.countersign.server.report.pdf;

import io.countersign.reports.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A report as one XHTML document, which is then laid out on pages. */
final class ReportPages {
  private static final String STYLE = read("report.css");

  private ReportPages() {}

  static String of(Report report) {
    var out = new Markup();
    out.tags("<!DOCTYPE html><html lang=\"en\"><head>").element("title", report.title());
    out.tags("<meta name=\"subject\" content=\"").text(subject(report)).tags("\"/>");
    out.tags("<meta name=\"description\" content=\"").text(subject(report)).tags("\"/>");
    out.tags("<style>").tags(STYLE).tags("</style>");
    bookmarks(report, out);
    out.tags("</head><body>");
    SummaryPart.write(report, out);
    ChartPart.write(report, out);
    CalendarPart.write(report, out);
    SummaryPart.controls(report.controls(), out);
    DetailPart.exceptions(report.exceptions(), out);
    DetailPart.tables(report, out);
    DetailPart.samples(report, out);
    EvidencePart.write(report, out);
    return out.tags("</body></html>").toString();
  }

  private static String subject(Report report) {
    var period = report.parameters().period();
    return "%s, %s to %s".formatted(report.title(), period.from(), period.to());
  }

  private static void bookmarks(Report report, Markup out) {
    out.tags("<bookmarks>");
    bookmark("about", "About this report", out);
    bookmark("controls", "Control matrix", out);
    bookmark("exceptions", "Exceptions", out);
    report.tables().stream()
        .filter(it -> !it.name().equals("exceptions") && !it.name().equals("controls"))
        .forEach(it -> bookmark("table-" + it.name(), it.title(), out));
    report.samples().forEach(it -> bookmark("sample-" + it.table(), "Sample: " + it.table(), out));
    bookmark("completeness", "Completeness of the population", out);
    bookmark("proof", "Proof", out);
    bookmark("limits", "What this report can't assert", out);
    bookmark("signoff", "Sign-off", out);
    out.tags("</bookmarks>");
  }

  private static void bookmark(String id, String name, Markup out) {
    out.tags("<bookmark href=\"#%s\" name=\"".formatted(id)).text(name).tags("\"/>");
  }

  private static String read(String name) {
    try (var in = ReportPages.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
