package io.countersign.domain.calendar.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The times at which the entries of a calendar take place, by this machine's time zone database.
 */
public final class Occurrences {
  /** More than a calendar needs; nobody waits for the rest. */
  public static final int MOST = 10_000;

  /** A start may lie so much before what is asked for that its end still reaches into it. */
  private static final int REACH_DAYS = 370;

  private Occurrences() {}

  /**
   * @param entries without {@link EntryProblems}
   * @return what overlaps that time, each whole, joined and sorted
   * @throws TooManyException for more than {@link #MOST}
   */
  public static Spans of(List<CalendarEntry> entries, Instant from, Instant to) {
    var all = new ArrayList<Span>();
    for (var entry : entries) {
      all.addAll(of(entry, from, to));
      if (all.size() > MOST) {
        throw new TooManyException();
      }
    }
    return Spans.union(all);
  }

  /** A calendar takes place more often than is kept. */
  public static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public static final String WHY =
        "It takes place more than " + MOST + " times within what is computed ahead.";

    TooManyException() {
      super(WHY);
    }
  }

  /** What of one entry overlaps that time, each whole, by start; none is empty. */
  public static List<Span> of(CalendarEntry entry, Instant from, Instant to) {
    var asked = new Span(from, to);
    return Stream.concat(ruled(entry, asked), single(entry))
        .filter(it -> !it.isEmpty() && it.overlaps(asked))
        .distinct()
        .sorted((a, b) -> a.start().compareTo(b.start()))
        .toList();
  }

  /**
   * The local starts of a rule at which it never takes place: the clock jumps over all of it.
   *
   * @return within that time, at most ten
   */
  public static List<LocalDateTime> skipped(CalendarEntry entry, Instant from, Instant to) {
    var asked = new Span(from, to);
    return starts(entry, asked).stream()
        .filter(it -> entry.from(it).isEmpty())
        .filter(it -> asked.contains(entry.at(it)))
        .limit(10)
        .toList();
  }

  private static Stream<Span> single(CalendarEntry entry) {
    return Stream.concat(
        entry.extra().stream().map(it -> entry.of(it.start(), it.end())),
        entry.moved().stream().map(it -> entry.of(it.start(), it.end())));
  }

  /** Those of the rule, without what is excepted or moved; these are told by their instants. */
  private static Stream<Span> ruled(CalendarEntry entry, Span asked) {
    Set<Instant> gone = new HashSet<>();
    entry.except().forEach(it -> gone.add(entry.at(it)));
    entry.moved().forEach(it -> gone.add(entry.at(it.original())));
    return starts(entry, asked).stream().map(entry::from).filter(it -> !gone.contains(it.start()));
  }

  private static List<LocalDateTime> starts(CalendarEntry entry, Span asked) {
    var rule = entry.recurrence();
    return rule == null ? List.of(entry.start()) : new Walk(entry, rule, asked).starts();
  }

  /** Through the units of a rule: days, weeks, months or years, each so many. */
  private record Walk(CalendarEntry entry, Recurrence rule, Span asked) {
    List<LocalDateTime> starts() {
      var found = new ArrayList<LocalDateTime>();
      var latest = LocalDateTime.ofInstant(asked.end(), ZoneOffset.UTC).plusDays(2).toLocalDate();
      var unit = firstUnit();
      while (!unit.isAfter(latest) && !isFull(found) && found.size() <= MOST) {
        days(unit).forEach(day -> add(found, day));
        unit = rule.frequency().unit().addTo(unit, rule.interval());
      }
      return found;
    }

    /** What is counted is counted from its start on; else what is long past is passed over. */
    private LocalDate firstUnit() {
      var first = rule.frequency().first(entry.start().toLocalDate());
      var wanted =
          LocalDateTime.ofInstant(asked.start(), ZoneOffset.UTC)
              .toLocalDate()
              .minusDays(REACH_DAYS);
      if (rule.count() != null || !first.isBefore(wanted)) {
        return first;
      }
      long units = rule.frequency().unit().between(first, wanted);
      return rule.frequency().unit().addTo(first, units - units % rule.interval());
    }

    private Stream<LocalDate> days(LocalDate unit) {
      var start = entry.start().toLocalDate();
      return unit.datesUntil(rule.frequency().unit().addTo(unit, 1))
          .filter(day -> !day.isBefore(start) && rule.fits(day, start));
    }

    private void add(List<LocalDateTime> found, LocalDate day) {
      var local = day.atTime(entry.start().toLocalTime());
      var until = rule.until();
      if (!isFull(found) && (until == null || !entry.at(local).isAfter(until))) {
        found.add(local);
      }
    }

    private boolean isFull(List<LocalDateTime> found) {
      return rule.count() != null && found.size() >= rule.count();
    }
  }
}
