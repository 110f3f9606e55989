package io.countersign.reports.format;

import io.countersign.reports.ChangeBalance;
import io.countersign.reports.Completeness;
import io.countersign.reports.ControlOutcome;
import io.countersign.reports.Report;
import io.countersign.reports.ReportFigure;
import io.countersign.reports.ReportSeries;
import io.countersign.reports.ReportTable;
import io.countersign.reports.ReportedException;
import io.countersign.reports.RowSample;
import io.countersign.reports.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;

/** A whole report as canonical JSON (RFC 8785), written as it's read. */
public final class JsonFormat {
  private static final String FORM = "countersign-report/1";

  private JsonFormat() {}

  public static void write(Report report, OutputStream out) throws IOException {
    var json = new JsonWriter(out);
    json.object(it -> members(report, it));
    json.flush();
  }

  private static void members(Report report, JsonWriter json) throws IOException {
    json.member("completeness", it -> completeness(report.completeness(), it));
    each(json, "controls", report.controls(), JsonFormat::control);
    each(json, "exceptions", report.exceptions(), JsonFormat::exception);
    each(json, "figures", report.figures(), JsonFormat::figure);
    json.texts("limits", report.limits());
    json.member("parameters", it -> ParametersFormat.members(report.parameters(), it));
    each(json, "samples", report.samples(), JsonFormat::sample);
    each(json, "series", report.series(), JsonFormat::series);
    json.member("t", FORM);
    each(json, "tables", report.tables(), JsonFormat::table);
    json.member("title", report.title());
  }

  /** What writes the members of one of a list. */
  private interface Members<T> {
    void write(T one, JsonWriter json) throws IOException;
  }

  private static <T> void each(
      JsonWriter json, String name, Iterable<T> ones, Members<? super T> members)
      throws IOException {
    json.items(
        name,
        it -> {
          for (var one : ones) {
            it.object(inner -> members.write(one, inner));
          }
        });
  }

  private static void completeness(Completeness of, JsonWriter json) throws IOException {
    json.member("aggregates", of.aggregates());
    json.member("backwards", of.backwards());
    json.member("carriedOver", it -> balance(of.carriedOver(), it));
    json.member("earliest", of.earliest());
    json.member(
        "events",
        it -> {
          for (var event : of.events().entrySet()) {
            it.member(event.getKey(), event.getValue());
          }
        });
    json.member("gaps", of.gaps());
    json.member("largestStepBackMillis", of.largestStepBackMillis());
    json.member("latest", of.latest());
    json.member("leaves", of.leaves());
    json.member("outOfScope", of.outOfScope());
    json.member("requested", it -> balance(of.requested(), it));
  }

  private static void balance(ChangeBalance of, JsonWriter json) throws IOException {
    json.member("denied", of.denied());
    json.member("executed", of.executed());
    json.member("expired", of.expired());
    json.member("holds", of.holds());
    json.member("notRecorded", of.notRecorded());
    json.member("open", of.open());
    json.member("requested", of.requested());
    json.member("withdrawn", of.withdrawn());
  }

  private static void control(ControlOutcome of, JsonWriter json) throws IOException {
    json.member("check", of.check().id());
    json.member("checkTitle", of.check().title());
    json.member("conclusion", of.conclusion());
    json.member("control", of.control());
    json.member("exceptions", of.exceptions());
    json.member("framework", of.framework());
    json.member("population", of.population());
    json.member("title", of.title());
  }

  private static void exception(ReportedException of, JsonWriter json) throws IOException {
    json.member("cause", of.cause());
    json.member("check", of.check().id());
    json.member("leaf", of.leaf());
    json.member("owner", of.owner());
    json.member("status", of.status());
    json.member("subject", of.subject());
  }

  private static void figure(ReportFigure of, JsonWriter json) throws IOException {
    json.member("name", of.name());
    json.member("title", of.title());
    json.member("unit", of.unit());
    json.member("value", of.value());
  }

  private static void sample(RowSample of, JsonWriter json) throws IOException {
    json.member("population", of.population());
    json.items(
        "rows",
        it -> {
          for (int row : of.rows()) {
            it.number(row);
          }
        });
    json.member("table", of.table());
  }

  private static void series(ReportSeries of, JsonWriter json) throws IOException {
    json.member("name", of.name());
    each(
        json,
        "points",
        of.points(),
        (point, it) -> {
          it.member("label", point.label());
          it.member("value", point.value());
        });
    json.member("title", of.title());
    json.member("unit", of.unit());
  }

  private static void table(ReportTable of, JsonWriter json) throws IOException {
    json.texts("columns", of.columns());
    json.member("name", of.name());
    json.member("population", of.population());
    json.items(
        "rows",
        it -> {
          for (var row : of.rows()) {
            it.array(
                cells -> {
                  for (var cell : row) {
                    cells.text(cell);
                  }
                });
          }
        });
    json.member("title", of.title());
  }
}
