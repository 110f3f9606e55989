package io.countersign.bench.calendar;

import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.CalendarEntry.LocalSpan;
import io.countersign.domain.calendar.rule.EntryProblems;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import io.countersign.domain.calendar.rule.Recurrence.Weekday;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Compares the product's reading of random rules with the oracle's, instant by instant. */
final class OracleComparison {
  private static final int INSTANTS = 20;

  private final Random random;
  private long asked;
  private long open;
  private long disagreements;

  OracleComparison(long seed) {
    this.random = new Random(seed);
  }

  /** One more rule, at some instants. */
  void rule() {
    var rule = RandomRule.of(random);
    var entry = entry(rule);
    if (!EntryProblems.of(List.of(entry)).isEmpty()) {
      throw new IllegalStateException("a rule that the product doesn't take: " + rule);
    }
    var oracle = new DayByDayOracle(rule);
    for (int i = 0; i < INSTANTS; i++) {
      compare(rule, entry, oracle, instant(rule));
    }
  }

  private void compare(RandomRule rule, CalendarEntry entry, DayByDayOracle oracle, Instant at) {
    asked++;
    boolean product =
        Occurrences.of(entry, at, at.plusSeconds(1)).stream().anyMatch(it -> it.contains(at));
    boolean wanted = oracle.holds(at);
    open += wanted ? 1 : 0;
    if (product != wanted) {
      disagreements++;
      System.err.println("they disagree at " + at + " about " + rule);
    }
  }

  /** Around its times, and around the changes of the zone's clocks. */
  private Instant instant(RandomRule rule) {
    var zone = ZoneId.of(rule.zone());
    var day = rule.start().toLocalDate().plusDays(random.nextInt(1_200) - 5L);
    var near = day.atTime(rule.start().toLocalTime()).atZone(zone).toInstant();
    var change = zone.getRules().nextTransition(near);
    if (change != null && random.nextInt(3) == 0) {
      near = change.getInstant();
    }
    return near.plus(Duration.ofSeconds(random.nextInt(14_400) - 4_000));
  }

  static CalendarEntry entry(RandomRule rule) {
    var days =
        rule.nth() == 0
            ? rule.weekdays().stream().map(it -> new Weekday(0, it)).toList()
            : List.of(new Weekday(rule.nth(), rule.start().getDayOfWeek()));
    var recurrence =
        new Recurrence(
            Frequency.valueOf(rule.frequency()),
            rule.interval(),
            days,
            List.copyOf(rule.monthDays()),
            List.copyOf(rule.months()),
            rule.count() == 0 ? null : rule.count(),
            rule.until());
    return new CalendarEntry(
        rule.start(),
        rule.seconds(),
        false,
        rule.zone(),
        recurrence,
        List.copyOf(rule.except()),
        rule.extra().stream().map(it -> new LocalSpan(it, rule.endOfExtra(it))).toList(),
        List.of());
  }

  long asked() {
    return asked;
  }

  /** How many of them were within a time: a comparison of nothing but misses says little. */
  long open() {
    return open;
  }

  long disagreements() {
    return disagreements;
  }
}
