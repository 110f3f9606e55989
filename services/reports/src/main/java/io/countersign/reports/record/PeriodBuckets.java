package io.countersign.reports.record;

import io.countersign.reports.ReportPeriod;
import io.countersign.reports.ReportSeries;
import io.countersign.reports.ReportSeries.Point;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Values by the days of a period, or by its months where it's longer than two of them; days are
 * those of the period's zone.
 */
public final class PeriodBuckets {
  private static final int MOST_DAYS = 62;
  private static final int MOST = 600;

  private final ReportPeriod period;
  private final boolean daily;
  private final TreeMap<LocalDate, List<Long>> values = new TreeMap<>();

  public PeriodBuckets(ReportPeriod period) {
    this.period = period;
    daily = ChronoUnit.DAYS.between(day(period.from()), day(period.to())) <= MOST_DAYS;
    var last = bucket(period.to().minusNanos(1));
    var one = bucket(period.from());
    for (int i = 0; i < MOST && !one.isAfter(last); i++) {
      values.put(one, new ArrayList<>());
      one = daily ? one.plusDays(1) : one.plusMonths(1);
    }
  }

  /** What lies outside of the period counts in none. */
  public void add(Instant at, long value) {
    var one = period.contains(at) ? values.get(bucket(at)) : null;
    if (one != null) {
      one.add(value);
    }
  }

  public ReportSeries counts(String name, String title) {
    return new ReportSeries(name + suffix(), title, "", points(List::size, true));
  }

  /** The middle of each; those without a value are left out. */
  public ReportSeries medians(String name, String title, String unit) {
    return new ReportSeries(name + suffix(), title, unit, points(Spread::median, false));
  }

  private String suffix() {
    return daily ? "-by-day" : "-by-month";
  }

  private List<Point> points(ToLongFunction<List<Long>> value, boolean evenWithoutAny) {
    var points = new ArrayList<Point>();
    values.forEach(
        (day, ones) -> {
          if (evenWithoutAny || !ones.isEmpty()) {
            points.add(new Point(label(day), value.applyAsLong(ones)));
          }
        });
    return points;
  }

  private String label(LocalDate day) {
    return daily ? day.toString() : day.toString().substring(0, day.toString().length() - 3);
  }

  private LocalDate bucket(Instant at) {
    var day = day(at);
    return daily ? day : day.withDayOfMonth(1);
  }

  private LocalDate day(Instant at) {
    return ZonedDateTime.ofInstant(at, period.zone()).toLocalDate();
  }
}
