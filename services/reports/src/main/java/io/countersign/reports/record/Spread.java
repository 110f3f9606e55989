package io.countersign.reports.record;

import io.countersign.reports.ReportTable;
import java.util.ArrayList;
import java.util.List;

/** The spread of a number of whole values, by integer arithmetic alone. */
public final class Spread {
  private final List<Long> values = new ArrayList<>();

  public void add(long value) {
    values.add(value);
  }

  public long size() {
    return values.size();
  }

  /** The mean, rounded down; {@code not recorded} of nothing. */
  public String mean() {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return values.isEmpty() ? ReportTable.NOT_RECORDED : Long.toString(sum / values.size());
  }

  /** The least value that so many of a hundred don't exceed. */
  public String percentile(int percent) {
    if (values.isEmpty()) {
      return ReportTable.NOT_RECORDED;
    }
    return Long.toString(percentile(values, percent));
  }

  static long median(List<Long> values) {
    return percentile(values, 50);
  }

  private static long percentile(List<Long> values, int percent) {
    var sorted = values.stream().sorted().toList();
    long rank = ((long) percent * sorted.size() + 99) / 100;
    return sorted.get((int) Math.max(0, rank - 1));
  }

  /** So many of a whole, in a thousand; {@code not recorded} of nothing. */
  public static String perMille(long part, long whole) {
    return whole == 0 ? ReportTable.NOT_RECORDED : Long.toString(part * 1000 / whole);
  }
}
