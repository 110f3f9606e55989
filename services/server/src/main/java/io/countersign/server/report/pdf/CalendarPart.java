package io.countersign.server.report.pdf;

import io.countersign.reports.Report;
import io.countersign.reports.ReportSeries.Point;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.TreeMap;

/** The calendar of a period's changes: a row a week, a cell a day. */
final class CalendarPart {
  private static final List<String> HEADS =
      List.of("Week of", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final int SHADES = 4;

  private CalendarPart() {}

  static void write(Report report, Markup out) {
    report
        .series("executed-by-day")
        .filter(it -> it.points().stream().anyMatch(point -> point.value() > 0))
        .ifPresent(it -> calendar(it.points(), out));
  }

  private static void calendar(List<Point> points, Markup out) {
    var days = new TreeMap<LocalDate, Long>();
    points.forEach(it -> days.put(LocalDate.parse(it.label()), it.value()));
    long most = points.stream().mapToLong(Point::value).max().orElse(1);
    out.tags("<div class=\"chart\">").element("h3", "Change calendar");
    out.element("p", "reading", "Changes executed on each day; the darker, the more.");
    out.table("calendar", HEADS, 23, 11, 11, 11, 11, 11, 11, 11);
    var monday = days.firstKey().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    for (; !monday.isAfter(days.lastKey()); monday = monday.plusWeeks(1)) {
      week(monday, days, most, out);
    }
    out.endOfTable().tags("</div>");
  }

  private static void week(LocalDate monday, TreeMap<LocalDate, Long> days, long most, Markup out) {
    out.tags("<tr>").element("td", monday.toString());
    for (int i = 0; i < DayOfWeek.values().length; i++) {
      var value = days.get(monday.plusDays(i));
      var style = value == null ? "outside" : "shade" + shade(value, most);
      out.element("td", style, value == null ? "" : value == 0 ? "\u00b7" : value.toString());
    }
    out.tags("</tr>");
  }

  private static long shade(long value, long most) {
    return value == 0 ? 0 : Math.max(1, value * SHADES / most);
  }
}
