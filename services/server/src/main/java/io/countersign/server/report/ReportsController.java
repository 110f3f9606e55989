package io.countersign.server.report;

import io.countersign.domain.RefusalCode;
import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportTable;
import io.countersign.reports.format.CsvFormat;
import io.countersign.reports.format.JsonFormat;
import io.countersign.reports.format.OscalFormat;
import io.countersign.server.report.pdf.ReportPdf;
import io.countersign.server.web.Caller;
import io.countersign.server.web.problem.RefusedException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports for auditors, each with the proof that nothing is left out. */
@RestController
@RequestMapping("/api/v1/reports")
class ReportsController {
  /** Each keeps its rows in memory until they are written. */
  private static final int AT_ONCE = 2;

  private final Semaphore room = new Semaphore(AT_ONCE);
  private final ReportMaker maker;
  private final ReportBundle bundle;
  private final InstantSource clock;

  ReportsController(ReportMaker maker, ReportBundle bundle, InstantSource clock) {
    this.bundle = bundle;
    this.maker = maker;
    this.clock = clock;
  }

  /**
   * A kind of report.
   *
   * @param kind as it's asked for
   * @param pack whether it goes through a framework's controls instead of one population
   */
  record KindOfReport(String kind, String title, boolean pack) {}

  /** The kinds that there are. */
  record KindsOfReport(List<KindOfReport> items, List<String> formats) {}

  @GetMapping
  KindsOfReport list() {
    var kinds =
        Arrays.stream(ReportKind.values())
            .map(it -> new KindOfReport(it.label(), it.title(), it.isPack()))
            .toList();
    return new KindsOfReport(
        kinds, Arrays.stream(ReportForm.values()).map(ReportForm::label).toList());
  }

  /**
   * A report of the events of a period, made of the log's leaves alone.
   *
   * @param kind one of those that the list names
   * @param from the first day of the period, or an instant
   * @param to the day or instant that it ends before; without it, now
   * @param scope kind/environment/name of the entities that it's about, with * for any; several may
   *     be given; without it, everything
   * @param format pdf, csv, json, oscal, or bundle: all of them with the leaves and their proofs,
   *     as a zip
   * @param zone in which days are counted; without it, UTC
   * @param seed of the sample: the same one draws the same rows; without it, one that follows from
   *     the checkpoint
   * @param table which table the CSV is of; without it, the report's own
   */
  @GetMapping("/{kind}")
  void report(
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable List<String> scope,
      @RequestParam(defaultValue = "json") String format,
      @RequestParam(required = false) @Nullable String zone,
      @RequestParam(required = false) @Nullable String seed,
      @RequestParam(required = false) @Nullable String table,
      Caller caller,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    var now = clock.instant();
    var wanted = ReportRequest.of(kind, from, to, scope, zone, seed, now);
    var form = form(format);
    if (!room.tryAcquire()) {
      throw new RefusedException(RefusalCode.TOO_MANY_REQUESTS);
    }
    try {
      write(maker.make(wanted, caller.id(), now), form, table, response);
    } finally {
      room.release();
    }
  }

  private static ReportForm form(String label) {
    return ReportForm.of(label)
        .orElseThrow(
            () -> RefusedException.badRequest("format", "must be one of " + ReportForm.all()));
  }

  /** All that can be refused is, before the first byte. */
  private void write(
      ReportMaker.Made made, ReportForm form, @Nullable String table, HttpServletResponse response)
      throws IOException {
    var chosen = table(made.report(), table);
    response.setContentType(form.mediaType());
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(made, form));
    var out = new BufferedOutputStream(response.getOutputStream());
    write(made, form, chosen, out);
    out.flush();
  }

  private void write(ReportMaker.Made made, ReportForm form, ReportTable table, OutputStream out)
      throws IOException {
    switch (form) {
      case PDF -> ReportPdf.write(made.report(), out);
      case CSV -> CsvFormat.write(table, out);
      case JSON -> JsonFormat.write(made.report(), out);
      case BUNDLE -> bundle.write(made, out);
      case OSCAL -> OscalFormat.write(made.report(), out);
    }
  }

  private static ReportTable table(Report report, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      return report.primary();
    }
    return report
        .table(name)
        .orElseThrow(
            () -> RefusedException.badRequest("table", "must be one of " + tables(report)));
  }

  private static String tables(Report report) {
    return report.tables().stream().map(ReportTable::name).collect(Collectors.joining(", "));
  }

  private static String attachment(ReportMaker.Made made, ReportForm form) {
    var parameters = made.report().parameters();
    var zone = parameters.period().zone();
    var name =
        "%s-%s.%s"
            .formatted(
                parameters.kind().label(),
                parameters.period().from().atZone(zone).toLocalDate(),
                form.extension());
    return ContentDisposition.attachment().filename(name).build().toString();
  }
}
