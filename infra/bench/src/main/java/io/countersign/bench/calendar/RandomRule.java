package io.countersign.bench.calendar;

import static java.time.ZoneOffset.UTC;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule that chance made, with its exceptions, in words of its own.
 *
 * @param frequency {@code DAILY}, {@code WEEKLY}, {@code MONTHLY} or {@code YEARLY}
 * @param weekdays any where empty
 * @param nth weekday of its start in the month, -1 the last; 0 for the day of the month
 * @param count how many times; 0 for ever
 * @param months any where empty
 * @param monthDays of the month, from its end where negative; any where empty
 * @param until no start is later; null for ever
 * @param except starts that don't take place
 * @param extra further starts, each for a third of the time
 */
record RandomRule(
    String zone,
    LocalDateTime start,
    long seconds,
    String frequency,
    int interval,
    Set<DayOfWeek> weekdays,
    int nth,
    int count,
    Set<Integer> months,
    Set<Integer> monthDays,
    @Nullable Instant until,
    Set<LocalDateTime> except,
    Set<LocalDateTime> extra) {
  /** Where clocks do what one wouldn't think of. */
  static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "Europe/London",
          "Europe/Dublin",
          "Europe/Lisbon",
          "Europe/Istanbul",
          "Europe/Moscow",
          "America/New_York",
          "America/Chicago",
          "America/Los_Angeles",
          "America/St_Johns",
          "America/Sao_Paulo",
          "America/Santiago",
          "America/Asuncion",
          "America/Havana",
          "America/Nuuk",
          "America/Caracas",
          "Africa/Casablanca",
          "Africa/El_Aaiun",
          "Africa/Cairo",
          "Asia/Beirut",
          "Asia/Gaza",
          "Asia/Tehran",
          "Asia/Kathmandu",
          "Asia/Pyongyang",
          "Asia/Jerusalem",
          "Australia/Sydney",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Pacific/Chatham",
          "Pacific/Kiritimati",
          "Pacific/Auckland",
          "Antarctica/Troll");

  private static final List<String> FREQUENCIES = List.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");

  static RandomRule of(Random random) {
    var zone = ZONES.get(random.nextInt(ZONES.size()));
    var frequency = FREQUENCIES.get(random.nextInt(FREQUENCIES.size()));
    var start = start(random, ZoneId.of(zone));
    int nth = frequency.equals("MONTHLY") && random.nextBoolean() ? nth(start.toLocalDate()) : 0;
    var weekdays = weekdays(random, frequency, start.getDayOfWeek());
    int interval = random.nextInt(4) == 0 ? 1 + random.nextInt(9) : 1;
    int count = random.nextInt(4) == 0 ? 1 + random.nextInt(60) : 0;
    long seconds = 60L * (1 + random.nextInt(random.nextBoolean() ? 180 : 2_000));
    var until = count == 0 && random.nextInt(4) == 0 ? until(random, start) : null;
    return new RandomRule(
        zone,
        start,
        seconds,
        frequency,
        interval,
        weekdays,
        nth,
        count,
        months(random, nth, start.getMonthValue()),
        monthDays(random, frequency, nth, start.toLocalDate()),
        until,
        near(random, start, 40),
        near(random, start, 3));
  }

  LocalDateTime endOfExtra(LocalDateTime begin) {
    return begin.plusSeconds(Math.max(1, seconds / 3));
  }

  private static Instant until(Random random, LocalDateTime start) {
    return start.plusDays(random.nextInt(900)).plusHours(random.nextInt(24) - 12L).toInstant(UTC);
  }

  /** With its own, since it has to begin on a day that it means. */
  private static Set<Integer> months(Random random, int nth, int own) {
    var months = new TreeSet<Integer>();
    boolean taken = nth == 0 && random.nextInt(3) == 0;
    for (int i = taken ? 1 + random.nextInt(5) : 0; i > 0; i--) {
      months.add(own);
      months.add(1 + random.nextInt(12));
    }
    return months;
  }

  /** Likewise; a week has none. */
  private static Set<Integer> monthDays(Random random, String frequency, int nth, LocalDate first) {
    var days = new TreeSet<Integer>();
    boolean taken = nth == 0 && !frequency.equals("WEEKLY") && random.nextInt(3) == 0;
    for (int i = taken ? 1 + random.nextInt(4) : 0; i > 0; i--) {
      boolean last = random.nextBoolean();
      days.add(last ? first.getDayOfMonth() - first.lengthOfMonth() - 1 : first.getDayOfMonth());
      days.add(last ? -1 - random.nextInt(31) : 1 + random.nextInt(31));
    }
    return days;
  }

  /** Some at its time of the day. */
  private static Set<LocalDateTime> near(Random random, LocalDateTime start, int most) {
    var times = new TreeSet<LocalDateTime>();
    for (int i = random.nextInt(3) == 0 ? 1 + random.nextInt(most) : 0; i > 0; i--) {
      times.add(start.plusDays(random.nextInt(1_200)));
    }
    return times;
  }

  /** Half of them at the hour in which the clocks of that zone change. */
  private static LocalDateTime start(Random random, ZoneId zone) {
    var day = LocalDate.of(2009, 1, 1).plusDays(random.nextInt(5_000));
    var change = zone.getRules().nextTransition(day.atStartOfDay(zone).toInstant());
    if (change != null && random.nextBoolean()) {
      var at = change.getDateTimeBefore().toLocalTime();
      day = random.nextInt(4) == 0 ? change.getDateTimeBefore().toLocalDate() : day;
      return day.atTime(at.plusMinutes(random.nextInt(181) - 90L).withSecond(0).withNano(0));
    }
    return day.atTime(LocalTime.of(random.nextInt(24), random.nextInt(60)));
  }

  private static int nth(LocalDate day) {
    int nth = (day.getDayOfMonth() - 1) / 7 + 1;
    return nth == 5 ? -1 : nth;
  }

  private static Set<DayOfWeek> weekdays(Random random, String frequency, DayOfWeek first) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    if ((frequency.equals("DAILY") || frequency.equals("WEEKLY")) && random.nextBoolean()) {
      days.add(first);
      for (int i = random.nextInt(4); i > 0; i--) {
        days.add(DayOfWeek.of(1 + random.nextInt(7)));
      }
    }
    return days;
  }
}
