package io.countersign.reports.function;

import io.countersign.reports.ControlOutcome;
import io.countersign.reports.ReportTable;
import io.countersign.reports.ReportedException;
import java.util.List;

/** The control matrix and the exceptions, as tables: so that they are CSV, too. */
final class ControlTables {
  private ControlTables() {}

  static ReportTable matrix(List<ControlOutcome> controls) {
    var table =
        ReportTable.list(
            "controls",
            "Control matrix",
            List.of(
                "control",
                "framework",
                "title",
                "check",
                "check_title",
                "population",
                "exceptions",
                "conclusion"));
    for (var it : controls) {
      table
          .rows()
          .add(
              List.of(
                  it.control(),
                  it.framework(),
                  it.title(),
                  it.check().id(),
                  it.check().title(),
                  Long.toString(it.population()),
                  Long.toString(it.exceptions()),
                  it.conclusion()));
    }
    return table;
  }

  static ReportTable exceptions(List<ReportedException> exceptions) {
    var table =
        ReportTable.list(
            "exceptions",
            "Exceptions",
            List.of("check", "subject", "leaf", "cause", "owner", "status"));
    for (var it : exceptions) {
      table
          .rows()
          .add(
              List.of(
                  it.check().id(),
                  it.subject(),
                  Long.toString(it.leaf()),
                  it.cause(),
                  it.owner(),
                  it.status()));
    }
    return table;
  }
}
