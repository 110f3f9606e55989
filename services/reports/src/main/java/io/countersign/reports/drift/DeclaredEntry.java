package io.countersign.reports.drift;

import io.countersign.reports.json.JsonMembers;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry of a calendar, asked whether it's on at an instant. Local times are of its zone. */
final class DeclaredEntry {
  /** A day's walk that is longer than this isn't walked: the entry is taken as over. */
  private static final int LONGEST_WALK = 20_000;

  private final LocalDateTime start;
  private final long seconds;
  private final boolean exact;
  private final ZoneId zone;
  private final @Nullable Rule rule;
  private final Set<LocalDateTime> except = new HashSet<>();
  private final Map<LocalDateTime, LocalDateTime[]> moved = new HashMap<>();
  private final List<LocalDateTime[]> extra;

  /** By which it comes again. */
  private record Rule(
      String frequency,
      long interval,
      List<JsonMembers> days,
      List<Long> monthDays,
      List<Long> months,
      @Nullable Long count,
      @Nullable Instant until) {}

  /**
   * @throws IllegalArgumentException when it isn't an entry
   */
  static DeclaredEntry of(JsonMembers entry) {
    try {
      return new DeclaredEntry(entry);
    } catch (DateTimeException | NullPointerException e) {
      throw new IllegalArgumentException("no entry of a calendar", e);
    }
  }

  private DeclaredEntry(JsonMembers entry) {
    start = local(entry, "start");
    seconds = entry.number("seconds", 0);
    exact = entry.is("exact");
    zone = ZoneId.of(Objects.requireNonNull(entry.text("zone")));
    rule = entry.has("recurrence") ? rule(entry.object("recurrence")) : null;
    entry.texts("except").forEach(it -> except.add(LocalDateTime.parse(it)));
    for (var it : entry.objects("moved")) {
      moved.put(local(it, "original"), span(it));
    }
    extra = entry.objects("extra").stream().map(DeclaredEntry::span).toList();
  }

  private static LocalDateTime local(JsonMembers members, String name) {
    return LocalDateTime.parse(Objects.requireNonNull(members.text(name)));
  }

  private static LocalDateTime[] span(JsonMembers members) {
    return new LocalDateTime[] {local(members, "start"), local(members, "end")};
  }

  private static Rule rule(JsonMembers it) {
    return new Rule(
        it.text("frequency", ""),
        Math.max(1, it.number("interval", 1)),
        it.objects("days"),
        numbers(it, "monthDays"),
        numbers(it, "months"),
        it.number("count"),
        it.instant("until"));
  }

  private static List<Long> numbers(JsonMembers members, String name) {
    return members.values().get(name) instanceof List<?> list
        ? list.stream().filter(Long.class::isInstance).map(Long.class::cast).toList()
        : List.of();
  }

  boolean isOn(Instant at) {
    var local = LocalDateTime.ofInstant(at, zone);
    for (var one : moved.values()) {
      if (holds(one[0], one[1], at)) {
        return true;
      }
    }
    for (var one : extra) {
      if (holds(one[0], one[1], at)) {
        return true;
      }
    }
    return rule == null ? takesPlace(start, at) : comesAgain(rule, local.toLocalDate(), at);
  }

  private boolean holds(LocalDateTime from, LocalDateTime to, Instant at) {
    return !at.isBefore(instant(from)) && at.isBefore(instant(to));
  }

  private Instant instant(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  private boolean takesPlace(LocalDateTime begin, Instant at) {
    if (except.contains(begin) || moved.containsKey(begin)) {
      return false;
    }
    var from = instant(begin);
    var to = exact ? from.plusSeconds(seconds) : instant(begin.plusSeconds(seconds));
    return !at.isBefore(from) && at.isBefore(to);
  }

  private boolean comesAgain(Rule again, LocalDate day, Instant at) {
    var earliest = day.minusDays(seconds / 86_400 + 2);
    for (var date = day.plusDays(1); !date.isBefore(earliest); date = date.minusDays(1)) {
      if (takesPlace(date.atTime(start.toLocalTime()), at) && occurs(again, date)) {
        return true;
      }
    }
    return false;
  }

  private boolean occurs(Rule again, LocalDate date) {
    if (date.isBefore(start.toLocalDate()) || !fits(again, date)) {
      return false;
    }
    var begin = instant(date.atTime(start.toLocalTime()));
    if (again.until() != null && begin.isAfter(again.until())) {
      return false;
    }
    return again.count() == null || ordinal(again, date) <= again.count();
  }

  /** Its number among the times that the rule gives, from 1. */
  private long ordinal(Rule again, LocalDate date) {
    long number = 0;
    int walked = 0;
    for (var it = start.toLocalDate(); !it.isAfter(date); it = it.plusDays(1)) {
      if (++walked > LONGEST_WALK) {
        return Long.MAX_VALUE;
      }
      number += fits(again, it) ? 1 : 0;
    }
    return number;
  }

  private boolean fits(Rule again, LocalDate date) {
    return isInStep(again, date)
        && fitsMonth(again, date)
        && fitsMonthDay(again, date)
        && fitsWeekday(again, date);
  }

  private boolean isInStep(Rule again, LocalDate date) {
    var first = start.toLocalDate();
    long units =
        switch (again.frequency()) {
          case "DAILY" -> ChronoUnit.DAYS.between(first, date);
          case "WEEKLY" -> ChronoUnit.WEEKS.between(monday(first), monday(date));
          case "MONTHLY" ->
              ChronoUnit.MONTHS.between(first.withDayOfMonth(1), date.withDayOfMonth(1));
          case "YEARLY" -> (long) date.getYear() - first.getYear();
          default -> -1;
        };
    return units >= 0 && units % again.interval() == 0;
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(DayOfWeek.MONDAY);
  }

  private boolean fitsMonth(Rule again, LocalDate date) {
    if (!again.months().isEmpty()) {
      return again.months().contains((long) date.getMonthValue());
    }
    boolean follows = again.frequency().equals("YEARLY") && isBare(again);
    return !follows || date.getMonth() == start.getMonth();
  }

  private static boolean isBare(Rule again) {
    return again.days().isEmpty() && again.monthDays().isEmpty();
  }

  private boolean fitsMonthDay(Rule again, LocalDate date) {
    long day = date.getDayOfMonth();
    if (!again.monthDays().isEmpty()) {
      return again.monthDays().contains(day)
          || again.monthDays().contains(day - date.lengthOfMonth() - 1);
    }
    boolean follows = Set.of("MONTHLY", "YEARLY").contains(again.frequency()) && isBare(again);
    return !follows || day == start.getDayOfMonth();
  }

  private boolean fitsWeekday(Rule again, LocalDate date) {
    if (again.days().isEmpty()) {
      return !again.frequency().equals("WEEKLY") || date.getDayOfWeek() == start.getDayOfWeek();
    }
    boolean ofYear = again.frequency().equals("YEARLY") && again.months().isEmpty();
    int ofUnit = ofYear ? date.getDayOfYear() : date.getDayOfMonth();
    int length = ofYear ? date.lengthOfYear() : date.lengthOfMonth();
    for (var day : again.days()) {
      long ordinal = day.number("ordinal", 0);
      boolean nth = ordinal == (ofUnit - 1) / 7 + 1 || ordinal == -((length - ofUnit) / 7 + 1);
      if ((ordinal == 0 || nth) && date.getDayOfWeek().name().equals(day.text("day"))) {
        return true;
      }
    }
    return false;
  }
}
