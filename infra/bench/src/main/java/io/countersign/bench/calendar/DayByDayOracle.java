package io.countersign.bench.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A second reading of a rule, by brute force and java.time alone: it walks through every day from
 * the first, and asks of each whether the rule means it.
 */
final class DayByDayOracle {
  private final RandomRule rule;
  private final ZoneId zone;

  DayByDayOracle(RandomRule rule) {
    this.rule = rule;
    this.zone = ZoneId.of(rule.zone());
  }

  /** Whether one of the times of the rule holds this instant. */
  boolean holds(Instant at) {
    return holdsExtra(at) || holdsRule(at);
  }

  private boolean holdsExtra(Instant at) {
    return rule.extra().stream()
        .anyMatch(it -> !instant(it).isAfter(at) && at.isBefore(instant(rule.endOfExtra(it))));
  }

  private boolean holdsRule(Instant at) {
    int counted = 0;
    var last = at.atZone(zone).toLocalDate().plusDays(2);
    for (var day = rule.start().toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
      if (means(day)) {
        counted++;
        if (rule.count() > 0 && counted > rule.count()) {
          return false;
        }
        var begin = day.atTime(rule.start().toLocalTime());
        if (rule.until() != null && instant(begin).isAfter(rule.until())) {
          return false;
        }
        if (isExcepted(begin)) {
          continue;
        }
        if (!instant(begin).isAfter(at)
            && at.isBefore(instant(begin.plusSeconds(rule.seconds())))) {
          return true;
        }
      }
    }
    return false;
  }

  /** By the instant: another local time within a gap may be the same one. */
  private boolean isExcepted(LocalDateTime begin) {
    return rule.except().stream().anyMatch(it -> instant(it).equals(instant(begin)));
  }

  /** The first of the instants at which a clock there shows this, else as if it hadn't jumped. */
  private Instant instant(LocalDateTime local) {
    var rules = zone.getRules();
    var offsets = rules.getValidOffsets(local);
    if (!offsets.isEmpty()) {
      return offsets.stream().map(local::toInstant).min(Instant::compareTo).orElseThrow();
    }
    var before = rules.getTransition(local).getOffsetBefore();
    return local.toInstant(before);
  }

  private boolean means(LocalDate day) {
    boolean month = rule.months().isEmpty() || rule.months().contains(day.getMonthValue());
    return month && (rule.monthDays().isEmpty() ? follows(day) : listed(day));
  }

  /** Where days of the month are listed, the start's own counts for nothing. */
  private boolean listed(LocalDate day) {
    var nextMonth = day.withDayOfMonth(1).plusMonths(1);
    long toEnd = ChronoUnit.DAYS.between(day, nextMonth);
    boolean named =
        rule.monthDays().contains(day.getDayOfMonth()) || rule.monthDays().contains((int) -toEnd);
    return named && inUnit(day) && (rule.weekdays().isEmpty() || weekday(day));
  }

  private boolean inUnit(LocalDate day) {
    return switch (rule.frequency()) {
      case "DAILY" -> distance(day, ChronoUnit.DAYS) % rule.interval() == 0;
      case "MONTHLY" -> distance(day, ChronoUnit.MONTHS) % rule.interval() == 0;
      default -> (day.getYear() - rule.start().getYear()) % rule.interval() == 0;
    };
  }

  private boolean follows(LocalDate day) {
    return switch (rule.frequency()) {
      case "DAILY" -> distance(day, ChronoUnit.DAYS) % rule.interval() == 0 && weekday(day);
      case "WEEKLY" -> weeks(day) % rule.interval() == 0 && weekday(day);
      case "MONTHLY" -> distance(day, ChronoUnit.MONTHS) % rule.interval() == 0 && inMonth(day);
      default ->
          (day.getYear() - rule.start().getYear()) % rule.interval() == 0
              && (!rule.months().isEmpty() || day.getMonth() == rule.start().getMonth())
              && day.getDayOfMonth() == rule.start().getDayOfMonth();
    };
  }

  private long distance(LocalDate day, ChronoUnit unit) {
    var first = rule.start().toLocalDate();
    return unit == ChronoUnit.MONTHS
        ? (day.getYear() - first.getYear()) * 12L + day.getMonthValue() - first.getMonthValue()
        : Duration.between(first.atStartOfDay(), day.atStartOfDay()).toDays();
  }

  private long weeks(LocalDate day) {
    var first = rule.start().toLocalDate();
    var monday = first.minusDays(first.getDayOfWeek().getValue() - 1L);
    return Duration.between(monday.atStartOfDay(), day.atStartOfDay()).toDays() / 7;
  }

  private boolean weekday(LocalDate day) {
    return rule.weekdays().isEmpty()
        ? !rule.frequency().equals("WEEKLY") || day.getDayOfWeek() == rule.start().getDayOfWeek()
        : rule.weekdays().contains(day.getDayOfWeek());
  }

  private boolean inMonth(LocalDate day) {
    if (rule.nth() == 0) {
      return day.getDayOfMonth() == rule.start().getDayOfMonth();
    }
    if (day.getDayOfWeek() != rule.start().getDayOfWeek()) {
      return false;
    }
    return rule.nth() > 0
        ? day.minusDays(7L * (rule.nth() - 1)).getMonth() == day.getMonth()
            && day.minusDays(7L * rule.nth()).getMonth() != day.getMonth()
        : day.plusDays(7).getMonth() != day.getMonth();
  }
}
