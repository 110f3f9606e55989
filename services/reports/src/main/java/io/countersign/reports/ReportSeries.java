package io.countersign.reports;

import java.util.List;

/**
 * A series for a chart.
 *
 * @param name such as {@code mttr-by-day}
 * @param unit of its values
 * @param points in their order
 */
public record ReportSeries(String name, String title, String unit, List<Point> points) {
  /** A value under its label, such as a day in the period's zone. */
  public record Point(String label, long value) {}

  public ReportSeries {
    points = List.copyOf(points);
  }
}
