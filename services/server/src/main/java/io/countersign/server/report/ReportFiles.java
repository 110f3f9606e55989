package io.countersign.server.report;

import io.countersign.reports.Report;
import io.countersign.reports.ReportTable;
import io.countersign.reports.format.CsvFormat;
import io.countersign.reports.format.JsonFormat;
import io.countersign.reports.format.OscalFormat;
import io.countersign.reports.format.ParametersFormat;
import io.countersign.server.report.pdf.PdfAttachment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files that a report is, beside its pages: each is a function of the report alone. */
final class ReportFiles {
  private ReportFiles() {}

  static List<PdfAttachment> attachments(Report report) {
    var files = new ArrayList<PdfAttachment>();
    report.tables().forEach(it -> files.add(table(it)));
    files.add(
        data("report.json", "application/json", "All of it", out -> JsonFormat.write(report, out)));
    files.add(
        data(
            "report.oscal.json",
            "application/json",
            "OSCAL assessment results",
            out -> OscalFormat.write(report, out)));
    files.add(
        data(
            "parameters.json",
            "application/json",
            "What whoever makes it again has to know",
            out -> ParametersFormat.write(report.parameters(), out)));
    var evidence = report.parameters().evidence();
    if (evidence != null) {
      text("checkpoint-a.txt", "The checkpoint that covers a", evidence.from(), files);
      text("checkpoint-b.txt", "The checkpoint that covers b", evidence.to(), files);
      text(
          "consistency.txt",
          "The proof that the later one continues the earlier one",
          evidence.consistency(),
          files);
    }
    return files;
  }

  private static PdfAttachment table(ReportTable table) {
    return data(
        table.name() + ".csv", "text/csv", table.title(), out -> CsvFormat.write(table, out));
  }

  private static PdfAttachment data(
      String name, String mediaType, String description, PdfAttachment.Content content) {
    return new PdfAttachment(name, mediaType, description, PdfAttachment.DATA, content);
  }

  /** What there is none of has no file. */
  private static void text(
      String name, String description, String text, List<PdfAttachment> files) {
    if (!text.isEmpty()) {
      files.add(
          new PdfAttachment(
              name,
              "text/plain",
              description,
              PdfAttachment.SUPPLEMENT,
              out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    }
  }
}
