package io.countersign.reports.testing;

import io.countersign.reports.LeafRange;
import io.countersign.reports.ReportKind;
import io.countersign.reports.format.CsvFormat;
import io.countersign.reports.format.JsonFormat;
import io.countersign.reports.format.OscalFormat;
import io.countersign.reports.function.ReportFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;

/**
 * Measures reports of a synthetic ledger: arguments are the number of changes and the kinds. Not a
 * test: run it with {@code -Xmx256m}.
 */
public final class ReportMeasurement {
  private ReportMeasurement() {}

  public static void main(String... arguments) throws IOException {
    int changes = Integer.parseInt(arguments[0]);
    long begun = System.nanoTime();
    long leaves = 0;
    long bytes = 0;
    for (var all = new SyntheticLedger(1, changes, 300); all.hasNext(); leaves++) {
      bytes += all.next().bytes().length;
    }
    System.out.printf(
        "%d leaves, %d MB, made alone in %.1f s%n", leaves, bytes >> 20, since(begun));
    for (var label : List.of(arguments).subList(1, arguments.length)) {
      measure(ReportKind.of(label).orElseThrow(), changes, leaves);
    }
  }

  private static void measure(ReportKind kind, int changes, long leaves) throws IOException {
    long begun = System.nanoTime();
    var parameters = ReportTrial.parameters(kind, LeafRange.of(0, leaves));
    var report = ReportFunction.of(parameters, new SyntheticLedger(1, changes, 300));
    double made = since(begun);
    var out = new Counted();
    for (var table : report.tables()) {
      CsvFormat.write(table, out);
    }
    long csv = out.count;
    JsonFormat.write(report, out);
    long json = out.count - csv;
    OscalFormat.write(report, out);
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s with the ledger's making, then %.1f s for %d MB CSV, %d MB JSON, %d kB OSCAL;"
            + " %d rows, %d exceptions; peak heap %d MiB%n",
        kind.label(),
        made,
        since(begun) - made,
        csv >> 20,
        json >> 20,
        (out.count - csv - json) >> 10,
        report.tables().stream().mapToInt(it -> it.rows().size()).sum(),
        report.exceptions().size(),
        peak());
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static long peak() {
    long sum = 0;
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      sum += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    return sum >> 20;
  }

  /** Bytes that are only counted. */
  private static final class Counted extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
