package io.countersign.domain.calendar.rule;

import java.time.Instant;
import java.time.LocalDateTime;
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

  private Occurrences() {}

  /**
   * @param entries without {@link EntryProblems}
   * @return what overlaps that time, each whole, joined and sorted
   * @throws TooManyException for more than the effort allows
   */
  public static Spans of(List<CalendarEntry> entries, Instant from, Instant to, Effort effort) {
    var all = new ArrayList<Span>();
    for (var entry : entries) {
      var its = of(entry, new Span(from, to), effort);
      effort.found(its.size());
      all.addAll(its);
    }
    return Spans.union(all);
  }

  /** Of a calendar that is to be set. */
  public static Spans of(List<CalendarEntry> entries, Instant from, Instant to) {
    return of(entries, from, to, Effort.ofSetting());
  }

  /** A calendar takes place more often than is kept, or takes more to compute than is done. */
  public static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String WHY =
        "It takes place more than " + MOST + " times within what is computed ahead.";

    private final String why;

    TooManyException(String why) {
      super(why);
      this.why = why;
    }

    public String why() {
      return why;
    }
  }

  /** What of one entry overlaps that time, each whole, by start; none is empty. */
  public static List<Span> of(CalendarEntry entry, Instant from, Instant to) {
    return of(entry, new Span(from, to), Effort.unbounded());
  }

  private static List<Span> of(CalendarEntry entry, Span asked, Effort effort) {
    effort.clocked(1 + entry.except().size() + entry.extra().size() + entry.moved().size());
    return Stream.concat(ruled(entry, asked, effort), single(entry))
        .filter(it -> !it.isEmpty() && it.overlaps(asked))
        .distinct()
        .sorted((a, b) -> a.start().compareTo(b.start()))
        .toList();
  }

  /**
   * The local starts at which an entry never takes place: the clock jumps over all of it, or its
   * rule is over before it begins.
   *
   * @param entries as they were bounded before
   * @return the first within that time
   */
  public static List<LocalDateTime> skipped(
      List<CalendarEntry> entries, Instant from, Instant to, int most) {
    var asked = new Span(from, to);
    return entries.stream().flatMap(it -> skipped(it, asked)).limit(most).toList();
  }

  private static Stream<LocalDateTime> skipped(CalendarEntry entry, Span asked) {
    var rule = entry.recurrence();
    var until = rule == null ? null : rule.until();
    if (until != null && entry.at(entry.start()).isAfter(until)) {
      return Stream.of(entry.start());
    }
    return starts(entry, asked, Effort.unbounded()).stream()
        .filter(it -> entry.from(it).isEmpty())
        .filter(it -> asked.contains(entry.at(it)));
  }

  private static Stream<Span> single(CalendarEntry entry) {
    return Stream.concat(
        entry.extra().stream().map(it -> entry.of(it.start(), it.end())),
        entry.moved().stream().map(it -> entry.of(it.start(), it.end())));
  }

  /** Those of the rule, without what is excepted or moved; these are told by their instants. */
  private static Stream<Span> ruled(CalendarEntry entry, Span asked, Effort effort) {
    Set<Instant> gone = new HashSet<>();
    entry.except().forEach(it -> gone.add(entry.at(it)));
    entry.moved().forEach(it -> gone.add(entry.at(it.original())));
    return starts(entry, asked, effort).stream()
        .map(entry::from)
        .filter(it -> !gone.contains(it.start()));
  }

  private static List<LocalDateTime> starts(CalendarEntry entry, Span asked, Effort effort) {
    var rule = entry.recurrence();
    return rule == null ? List.of(entry.start()) : new Walk(entry, rule, asked, effort).starts();
  }
}
