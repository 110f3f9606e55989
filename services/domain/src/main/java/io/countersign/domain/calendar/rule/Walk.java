package io.countersign.domain.calendar.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Through the units of a rule: days, weeks, months or years, each so many. */
final class Walk {
  /** Around what is asked for: the clocks of the zones are less than that apart from UTC. */
  private static final int CLOCKS_APART = 2;

  private final CalendarEntry entry;
  private final Recurrence rule;
  private final Effort effort;
  private final LocalDate start;
  private final LocalDate earliest;
  private final LocalDate latest;
  private final List<LocalDateTime> found = new ArrayList<>();
  private int counted;

  Walk(CalendarEntry entry, Recurrence rule, Span asked, Effort effort) {
    this.entry = entry;
    this.rule = rule;
    this.effort = effort;
    this.start = entry.start().toLocalDate();
    this.earliest = utc(asked.start()).minusDays(reach(entry));
    this.latest = utc(asked.end()).plusDays(CLOCKS_APART);
  }

  private static LocalDate utc(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC).toLocalDate();
  }

  /** A start may lie so many days before what is asked for that its end still reaches into it. */
  private static long reach(CalendarEntry entry) {
    return Duration.ofSeconds(entry.seconds()).toDays() + 1 + CLOCKS_APART;
  }

  /** The local starts that may reach into what is asked for. */
  List<LocalDateTime> starts() {
    var unit = firstUnit();
    while (!unit.isAfter(latest) && !isFull()) {
      effort.steps(1);
      unit(unit);
      unit = rule.frequency().unit().addTo(unit, rule.interval());
    }
    return found;
  }

  /** What is counted is counted from its start on; else what is long past is passed over. */
  private LocalDate firstUnit() {
    var first = rule.frequency().first(start);
    if (rule.count() != null || !first.isBefore(earliest)) {
      return first;
    }
    long units = rule.frequency().unit().between(first, earliest);
    return rule.frequency().unit().addTo(first, units - units % rule.interval());
  }

  /** A unit's days; of a year or a month without the months that don't fit. */
  private void unit(LocalDate first) {
    switch (rule.frequency()) {
      case DAILY -> days(first, 1);
      case WEEKLY -> days(first, 7);
      case MONTHLY -> month(first);
      case YEARLY -> {
        for (int i = 0; i < 12; i++) {
          month(first.plusMonths(i));
        }
      }
    }
  }

  private void month(LocalDate first) {
    effort.steps(1);
    if (rule.fitsMonth(first, start)) {
      days(first, first.lengthOfMonth());
    }
  }

  private void days(LocalDate first, int many) {
    effort.steps(many * rule.stepsOfDay());
    for (int i = 0; i < many; i++) {
      var day = first.plusDays(i);
      if (!day.isBefore(start) && rule.fits(day, start)) {
        add(day);
      }
    }
  }

  private void add(LocalDate day) {
    if (isFull()) {
      return;
    }
    counted++;
    if (!day.isBefore(earliest)) {
      effort.clocked(1);
      var local = day.atTime(entry.start().toLocalTime());
      var until = rule.until();
      if (until == null || !entry.at(local).isAfter(until)) {
        found.add(local);
      }
    }
  }

  private boolean isFull() {
    return rule.count() != null && counted >= rule.count();
  }
}
