package io.countersign.domain.calendar.rule;

import io.countersign.domain.calendar.rule.CalendarEntry.LocalSpan;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The problems of entries, all at once, in words: what isn't bounded or can't be told is refused.
 */
public final class EntryProblems {
  public static final int MOST_ENTRIES = 1_000;

  /** Problems that are told at once: enough to mend, and no answer that is larger than a file. */
  public static final int MOST_TOLD = 50;

  /** Exceptions, extra and moved times of one entry together. */
  public static final int MOST_SINGLE_TIMES = 200;

  private static final LocalDateTime EARLIEST = LocalDateTime.of(1970, 1, 1, 0, 0);
  private static final LocalDateTime LATEST = LocalDateTime.of(2200, 1, 1, 0, 0);
  private static final long LONGEST = Duration.ofDays(366).toSeconds();

  private EntryProblems() {}

  /**
   * @return one sentence for each, with the entry's number from 1, and at the end how many more
   *     there are; empty where all is well
   */
  public static List<String> of(List<CalendarEntry> entries) {
    if (entries.size() > MOST_ENTRIES) {
      return List.of("It has " + entries.size() + " entries, and may have " + MOST_ENTRIES + ".");
    }
    var all =
        Stream.iterate(0, i -> i < entries.size(), i -> i + 1)
            .flatMap(i -> of(entries.get(i)).stream().map(it -> "Entry " + (i + 1) + ": " + it))
            .toList();
    return all.size() <= MOST_TOLD
        ? all
        : Stream.concat(all.stream().limit(MOST_TOLD), Stream.of(more(all.size()))).toList();
  }

  private static String more(int all) {
    return "There are " + (all - MOST_TOLD) + " more problems.";
  }

  /** Those of one entry, without its number. */
  public static List<String> of(CalendarEntry it) {
    var problems = new ArrayList<String>();
    check(problems, it.isZoneKnown(), "the zone " + it.zone() + " isn't known: " + ZONES);
    check(problems, isNear(it.start()), "its start isn't between 1970 and 2200.");
    check(problems, it.seconds() > 0, "it ends as it starts, or before.");
    check(problems, it.seconds() <= LONGEST, "it lasts for more than 366 days.");
    int single = it.except().size() + it.extra().size() + it.moved().size();
    check(
        problems,
        single <= MOST_SINGLE_TIMES,
        "it has " + single + " single exceptions, and may have " + MOST_SINGLE_TIMES + ".");
    check(problems, singleTimes(it).allMatch(EntryProblems::isForward), BACKWARD);
    check(
        problems,
        Stream.of(it.except().stream(), originals(it), singleTimes(it).map(LocalSpan::start))
            .flatMap(times -> times)
            .allMatch(EntryProblems::isNear),
        "an exception, or an extra or moved time, isn't between 1970 and 2200.");
    var rule = it.recurrence();
    if (rule != null) {
      problems.addAll(of(rule, it.start()));
    }
    return problems;
  }

  private static Stream<LocalSpan> singleTimes(CalendarEntry it) {
    return Stream.concat(
        it.extra().stream(), it.moved().stream().map(m -> new LocalSpan(m.start(), m.end())));
  }

  private static Stream<LocalDateTime> originals(CalendarEntry it) {
    return it.moved().stream().map(CalendarEntry.Moved::original);
  }

  private static final String ZONES = "name a region, such as Europe/Berlin, or UTC.";
  private static final String BACKWARD = "an extra or moved time ends before it starts.";

  private static List<String> of(Recurrence rule, LocalDateTime start) {
    var problems = new ArrayList<String>();
    check(
        problems,
        rule.interval() >= 1 && rule.interval() <= Recurrence.LONGEST_INTERVAL,
        "INTERVAL is "
            + rule.interval()
            + ", and may be 1 to "
            + Recurrence.LONGEST_INTERVAL
            + ".");
    var count = rule.count();
    check(
        problems,
        count == null || (count >= 1 && count <= Recurrence.MOST_TIMES),
        "COUNT is " + count + ", and may be 1 to " + Recurrence.MOST_TIMES + ".");
    check(problems, count == null || rule.until() == null, "it has both COUNT and UNTIL.");
    check(problems, rule.months().stream().allMatch(m -> m >= 1 && m <= 12), "BYMONTH is 1 to 12.");
    check(
        problems,
        rule.monthDays().stream().allMatch(d -> d != 0 && isWithin(d, 31)),
        "BYMONTHDAY is 1 to 31 or -31 to -1.");
    check(
        problems,
        rule.days().size() <= 50 && rule.monthDays().size() <= 62 && rule.months().size() <= 12,
        "it lists more days or months than there are.");
    check(problems, ordinalsFit(rule), "BYDAY with a number needs FREQ=MONTHLY or YEARLY.");
    check(
        problems,
        rule.frequency() != Frequency.WEEKLY || rule.monthDays().isEmpty(),
        "BYMONTHDAY doesn't go with FREQ=WEEKLY.");
    check(
        problems,
        rule.fits(start.toLocalDate(), start.toLocalDate()),
        "its start isn't one of the days that its rule says.");
    return problems;
  }

  private static boolean ordinalsFit(Recurrence rule) {
    int most =
        switch (rule.frequency()) {
          case DAILY, WEEKLY -> 0;
          case MONTHLY -> 5;
          case YEARLY -> rule.months().isEmpty() ? 53 : 5;
        };
    return rule.days().stream().allMatch(it -> isWithin(it.ordinal(), most));
  }

  /** Of both signs; the smallest number of all has no other sign. */
  private static boolean isWithin(int number, int most) {
    return -most <= number && number <= most;
  }

  private static boolean isNear(LocalDateTime start) {
    return !start.isBefore(EARLIEST) && start.isBefore(LATEST);
  }

  private static boolean isForward(LocalSpan span) {
    return span.start().isBefore(span.end())
        && Duration.between(span.start(), span.end()).toSeconds() <= LONGEST;
  }

  private static void check(List<String> problems, boolean kept, String problem) {
    if (!kept) {
      problems.add(problem);
    }
  }
}
