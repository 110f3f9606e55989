package io.countersign.reports.format;

import io.countersign.reports.Report;
import io.countersign.reports.ReportTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that a report is: a function of the report alone, so that whoever makes the report again
 * has the same bytes.
 *
 * @param data whether it's what the report tells, or else what proves it
 */
public record ReportFile(
    String name, String mediaType, String description, boolean data, Content content) {
  /** Writes it. */
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** All files of a report; what there is none of has none. */
  public static List<ReportFile> all(Report report) {
    var files = new ArrayList<ReportFile>();
    report.tables().forEach(it -> files.add(table(it)));
    files.add(json("report.json", "All of it", out -> JsonFormat.write(report, out)));
    files.add(
        json(
            "report.oscal.json",
            "OSCAL assessment results",
            out -> OscalFormat.write(report, out)));
    files.add(
        json(
            "parameters.json",
            "What whoever makes it again has to know",
            out -> ParametersFormat.write(report.parameters(), out)));
    var evidence = report.parameters().evidence();
    if (evidence != null) {
      proof("checkpoint-a.txt", "The checkpoint that covers a", evidence.from(), files);
      proof("checkpoint-b.txt", "The checkpoint that covers b", evidence.to(), files);
      var continues = "The proof that the later one continues the earlier one";
      proof("consistency.txt", continues, evidence.consistency(), files);
    }
    return List.copyOf(files);
  }

  private static ReportFile table(ReportTable table) {
    return new ReportFile(
        table.name() + ".csv", "text/csv", table.title(), true, out -> CsvFormat.write(table, out));
  }

  private static ReportFile json(String name, String description, Content content) {
    return new ReportFile(name, "application/json", description, true, content);
  }

  private static void proof(String name, String description, String text, List<ReportFile> files) {
    if (!text.isEmpty()) {
      files.add(
          new ReportFile(
              name,
              "text/plain",
              description,
              false,
              out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    }
  }
}
