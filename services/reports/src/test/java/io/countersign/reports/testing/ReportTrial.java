package io.countersign.reports.testing;

import io.countersign.reports.LeafRange;
import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportLeaf;
import io.countersign.reports.ReportOrigin;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportPeriod;
import io.countersign.reports.ReportScope;
import io.countersign.reports.ReportedException;
import io.countersign.reports.format.CsvFormat;
import io.countersign.reports.format.JsonFormat;
import io.countersign.reports.function.ReportFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Makes reports for tests. */
public final class ReportTrial {
  public static final ReportOrigin ORIGIN =
      new ReportOrigin(
          "Rig Ltd",
          "countersign 0.1.0",
          "person_auditor",
          Instant.parse("2027-01-04T08:00:00Z"),
          "2025b");

  public static final ReportPeriod YEAR =
      ReportPeriod.utc(
          Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

  private ReportTrial() {}

  public static ReportParameters parameters(ReportKind kind, LeafRange leaves) {
    return ReportParameters.of(kind, YEAR, ReportScope.ALL, leaves, "seed-1", ORIGIN);
  }

  /** Of the whole ledger. */
  public static Report report(ReportKind kind, LedgerText ledger) {
    return ReportFunction.of(
        parameters(kind, LeafRange.of(0, ledger.size())), ledger.leaves(0, ledger.size()));
  }

  public static Report report(ReportKind kind, List<ReportLeaf> leaves, long read, long a, long b) {
    return ReportFunction.of(parameters(kind, new LeafRange(read, a, b)), slice(leaves, read, b));
  }

  private static Iterator<ReportLeaf> slice(List<ReportLeaf> leaves, long from, long to) {
    return leaves.subList((int) from, (int) to).iterator();
  }

  /** A row by its name, as its cells by their columns. */
  public static String cell(Report report, String row, String column) {
    var table = report.primary();
    int at = table.columns().indexOf(column);
    return table.rows().stream()
        .filter(it -> it.contains(row))
        .map(it -> it.get(at))
        .findFirst()
        .orElseThrow();
  }

  public static List<String> causes(Report report, String check) {
    return report.exceptions().stream()
        .filter(it -> it.check().id().equals(check))
        .map(ReportedException::cause)
        .toList();
  }

  public static String csv(Report report) {
    return text(out -> CsvFormat.write(report.primary(), out));
  }

  public static String json(Report report) {
    return text(out -> JsonFormat.write(report, out));
  }

  /** What writes bytes. */
  public interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  public static String text(Writing writing) {
    var out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
