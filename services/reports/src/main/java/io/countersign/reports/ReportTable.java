package io.countersign.reports;

import java.util.List;

/**
 * A table of a report. A cell is text: empty where it doesn't apply, {@code not recorded} where
 * there should be something that no leaf says.
 *
 * @param name as in {@code change-register}; unique in the report
 * @param columns their names; the first one's cells name the rows
 * @param rows in the order of their leaves; read them one after the other
 * @param population whether a sample is drawn of it
 */
public record ReportTable(
    String name, String title, List<String> columns, List<List<String>> rows, boolean population) {
  /** What stands for what no leaf says. */
  public static final String NOT_RECORDED = "not recorded";

  public ReportTable {
    columns = List.copyOf(columns);
  }

  /** A population whose rows are made elsewhere. */
  public static ReportTable population(
      String name, String title, List<String> columns, List<List<String>> rows) {
    return new ReportTable(name, title, columns, rows, true);
  }

  public static ReportTable population(String name, String title, List<String> columns) {
    return new ReportTable(name, title, columns, new PackedRows(columns.size()), true);
  }

  public static ReportTable list(String name, String title, List<String> columns) {
    return new ReportTable(name, title, columns, new PackedRows(columns.size()), false);
  }
}
