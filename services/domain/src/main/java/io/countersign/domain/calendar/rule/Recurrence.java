package io.countersign.domain.calendar.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which an entry comes again, as RFC 5545 has it; weeks begin on Monday.
 *
 * @param interval each that many days, weeks, months or years, from 1
 * @param days of the week, any where empty
 * @param monthDays 1 to 31, or -1 for a month's last day and so on; any where empty
 * @param months 1 to 12, any where empty
 * @param count how many times altogether; null for no end by number
 * @param until the latest start (inclusive, UTC); null for no end by time
 */
public record Recurrence(
    Frequency frequency,
    int interval,
    List<Weekday> days,
    List<Integer> monthDays,
    List<Integer> months,
    @Nullable Integer count,
    @Nullable Instant until) {
  public static final int LONGEST_INTERVAL = 366;
  public static final int MOST_TIMES = 10_000;

  /** The unit that comes again. */
  public enum Frequency {
    DAILY(ChronoUnit.DAYS),
    WEEKLY(ChronoUnit.WEEKS),
    MONTHLY(ChronoUnit.MONTHS),
    YEARLY(ChronoUnit.YEARS);

    private final ChronoUnit unit;

    Frequency(ChronoUnit unit) {
      this.unit = unit;
    }

    ChronoUnit unit() {
      return unit;
    }

    /** The first day of the unit that a day lies in. */
    LocalDate first(LocalDate day) {
      return switch (this) {
        case DAILY -> day;
        case WEEKLY -> day.with(DayOfWeek.MONDAY);
        case MONTHLY -> day.withDayOfMonth(1);
        case YEARLY -> day.withDayOfYear(1);
      };
    }
  }

  /**
   * A day of the week.
   *
   * @param ordinal which one of the month or year: 1 the first, -1 the last; 0 each
   */
  public record Weekday(int ordinal, DayOfWeek day) {
    private boolean is(LocalDate date, int ofUnit, int length) {
      int nth = (ofUnit - 1) / 7 + 1;
      int nthLast = -((length - ofUnit) / 7 + 1);
      boolean isThatOne = ordinal == 0 || ordinal == nth || ordinal == nthLast;
      return isThatOne && date.getDayOfWeek() == day;
    }
  }

  public Recurrence {
    days = List.copyOf(days);
    monthDays = List.copyOf(monthDays);
    months = List.copyOf(months);
  }

  /** Each day, or week, or ..., for good. */
  public static Recurrence each(Frequency frequency) {
    return new Recurrence(frequency, 1, List.of(), List.of(), List.of(), null, null);
  }

  public Recurrence on(List<Weekday> weekdays) {
    return new Recurrence(frequency, interval, weekdays, monthDays, months, count, until);
  }

  /** Whether a day in one of its units is one of its days; what isn't given follows the start. */
  boolean fits(LocalDate date, LocalDate start) {
    return fitsMonth(date, start) && fitsMonthDay(date, start) && fitsWeekday(date, start);
  }

  boolean fitsMonth(LocalDate date, LocalDate start) {
    if (months.isEmpty()) {
      return frequency != Frequency.YEARLY || !bare() || date.getMonth() == start.getMonth();
    }
    return months.contains(date.getMonthValue());
  }

  private boolean fitsMonthDay(LocalDate date, LocalDate start) {
    int day = date.getDayOfMonth();
    if (monthDays.isEmpty()) {
      boolean follows = frequency == Frequency.MONTHLY || frequency == Frequency.YEARLY;
      return !follows || !bare() || day == start.getDayOfMonth();
    }
    return monthDays.contains(day) || monthDays.contains(day - date.lengthOfMonth() - 1);
  }

  private boolean fitsWeekday(LocalDate date, LocalDate start) {
    if (days.isEmpty()) {
      return frequency != Frequency.WEEKLY || date.getDayOfWeek() == start.getDayOfWeek();
    }
    boolean ofYear = frequency == Frequency.YEARLY && months.isEmpty();
    int ofUnit = ofYear ? date.getDayOfYear() : date.getDayOfMonth();
    int length = ofYear ? date.lengthOfYear() : date.lengthOfMonth();
    return days.stream().anyMatch(it -> it.is(date, ofUnit, length));
  }

  /** As many as it takes to see whether a day fits: its lists are looked through. */
  int stepsOfDay() {
    return 1 + days.size() + monthDays.size();
  }

  private boolean bare() {
    return days.isEmpty() && monthDays.isEmpty();
  }
}
