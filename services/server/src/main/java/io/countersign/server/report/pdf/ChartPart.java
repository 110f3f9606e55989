package io.countersign.server.report.pdf;

import io.countersign.reports.Report;
import io.countersign.reports.ReportSeries;
import io.countersign.reports.ReportSeries.Point;
import java.util.Comparator;
import java.util.List;

/** The series of a report as columns side by side, each chart with its reading in words. */
final class ChartPart {
  private static final int HEIGHT = 64;
  private static final int WIDTH = 620;
  private static final int WIDEST = 26;
  private static final int LABEL = 70;

  private ChartPart() {}

  static void write(Report report, Markup out) {
    var drawn = report.series().stream().filter(ChartPart::isWorthIt).toList();
    if (drawn.isEmpty()) {
      return;
    }
    out.tags("<h2 id=\"trends\">Trends</h2>");
    drawn.forEach(it -> chart(it, out));
  }

  /** A single column shows no more than its number does. */
  private static boolean isWorthIt(ReportSeries series) {
    return series.points().size() > 1 && highest(series).value() > 0;
  }

  private static Point highest(ReportSeries series) {
    return series.points().stream()
        .max(Comparator.comparingLong(Point::value))
        .orElse(new Point("", 0));
  }

  private static void chart(ReportSeries series, Markup out) {
    var highest = highest(series);
    out.tags("<div class=\"chart\">").element("h3", series.title());
    out.element("p", "reading", reading(series, highest));
    columns(series.points(), highest.value(), out);
    labels(series.points(), out);
    out.tags("</div>");
  }

  private static String reading(ReportSeries series, Point highest) {
    var values = series.points().stream().mapToLong(Point::value).sorted().toArray();
    var told =
        "Highest: %s (%s)."
            .formatted(FigureText.of(highest.value(), series.unit()), highest.label());
    if (!series.unit().isEmpty()) {
      return told
          + " Middle: %s.".formatted(FigureText.of(values[values.length / 2], series.unit()));
    }
    long all = series.points().stream().mapToLong(Point::value).sum();
    return "Altogether %s. ".formatted(FigureText.of(all, "")) + told;
  }

  private static void columns(List<Point> points, long highest, Markup out) {
    int width = width(points);
    out.tags("<div class=\"plot\" style=\"height:%spx\">".formatted(HEIGHT));
    for (int i = 0; i < points.size(); i++) {
      long value = points.get(i).value();
      long height = value == 0 ? 0 : Math.max(2, value * HEIGHT / highest);
      if (height > 0) {
        out.tags(
            "<div class=\"column\" style=\"left:%spx;width:%spx;height:%spx\"></div>"
                .formatted(i * width, Math.max(1, width - 2), height));
      }
    }
    out.tags("</div>");
  }

  private static int width(List<Point> points) {
    return Math.max(1, Math.min(WIDEST, WIDTH / points.size()));
  }

  private static void labels(List<Point> points, Markup out) {
    int width = width(points);
    int every = Math.max(1, (LABEL + width - 1) / width);
    out.tags("<div class=\"labels\">");
    for (int i = 0; i < points.size(); i += every) {
      out.tags("<span class=\"label\" style=\"left:%spx\">".formatted(i * width));
      out.text(points.get(i).label()).tags("</span>");
    }
    out.tags("</div>");
  }
}
