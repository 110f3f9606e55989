package io.countersign.domain.calendar.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.calendar.rule.CalendarEntry.LocalSpan;
import io.countersign.domain.calendar.rule.CalendarEntry.Moved;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import io.countersign.domain.calendar.rule.Recurrence.Weekday;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
  private static final String NEW_YORK = "America/New_York";
  private static final String BERLIN = "Europe/Berlin";
  private static final Recurrence DAILY = Recurrence.each(Frequency.DAILY);

  private static List<Span> within(CalendarEntry entry, String from, String to) {
    return Occurrences.of(entry, Instant.parse(from), Instant.parse(to));
  }

  private static CalendarEntry entry(
      String start, String end, String zone, @Nullable Recurrence rule) {
    return CalendarEntry.recurring(
        LocalDateTime.parse(start), LocalDateTime.parse(end), zone, rule);
  }

  private static Span span(String start, String end) {
    return new Span(Instant.parse(start), Instant.parse(end));
  }

  @Test
  void e02_aWindowWithinTheGapNeverOpensAndItsOwnerIsWarned() {
    var night = entry("2026-03-08T02:00:00", "2026-03-08T03:00:00", NEW_YORK, null);
    assertThat(night.from(night.start()))
        .isEqualTo(span("2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z"));
    assertThat(within(night, "2026-03-01T00:00:00Z", "2026-03-20T00:00:00Z")).isEmpty();
    assertThat(
            Occurrences.skipped(
                List.of(night),
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-20T00:00:00Z"),
                5))
        .containsExactly(LocalDateTime.parse("2026-03-08T02:00:00"));
  }

  @Test
  void e03_aWindowInTheOverlapOpensOnceForAsLongAsTheClockSays() {
    var night = entry("2026-11-01T01:30:00", "2026-11-01T02:00:00", NEW_YORK, null);
    var all = within(night, "2026-10-30T00:00:00Z", "2026-11-03T00:00:00Z");
    assertThat(all).containsExactly(span("2026-11-01T05:30:00Z", "2026-11-01T07:00:00Z"));
    assertThat(Duration.between(all.getFirst().start(), all.getFirst().end()))
        .isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void aNightLastsSevenOrNineHoursTwiceAYear() {
    var night = entry("2026-01-01T22:00:00", "2026-01-02T06:00:00", BERLIN, DAILY);
    assertThat(within(night, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"))
        .containsExactly(span("2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"));
    assertThat(within(night, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"))
        .containsExactly(span("2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z"));
  }

  @Test
  void anExactLengthIsTheSameEveryNight() {
    var exact =
        new CalendarEntry(
            LocalDateTime.parse("2026-03-28T22:00:00"),
            Duration.ofHours(8).toSeconds(),
            true,
            BERLIN,
            null,
            List.of(),
            List.of(),
            List.of());
    assertThat(within(exact, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"))
        .containsExactly(span("2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z"));
  }

  @Test
  void e07_untilBeforeTheStartIsEmptyAndLeapDaysComeInLeapYears() {
    var ended =
        new Recurrence(
            Frequency.DAILY,
            1,
            List.of(),
            List.of(),
            List.of(),
            null,
            Instant.parse("2025-12-31T00:00:00Z"));
    var never = entry("2026-01-01T10:00:00", "2026-01-01T11:00:00", "UTC", ended);
    assertThat(within(never, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z")).isEmpty();
    assertThat(Occurrences.skipped(List.of(never), Instant.MIN, Instant.MIN, 5))
        .containsExactly(never.start());
    var leap =
        entry(
            "2024-02-29T10:00:00", "2024-02-29T11:00:00", "UTC", Recurrence.each(Frequency.YEARLY));
    assertThat(within(leap, "2024-01-01T00:00:00Z", "2033-01-01T00:00:00Z"))
        .extracting(Span::start)
        .containsExactly(
            Instant.parse("2024-02-29T10:00:00Z"),
            Instant.parse("2028-02-29T10:00:00Z"),
            Instant.parse("2032-02-29T10:00:00Z"));
  }

  @Test
  void e09_whatIsExceptedMovedOrExtraIsTakenAsItSays() {
    var rule = entry("2026-06-01T10:00:00", "2026-06-01T11:00:00", BERLIN, DAILY);
    var changed =
        new CalendarEntry(
            rule.start(),
            rule.seconds(),
            false,
            BERLIN,
            DAILY,
            List.of(LocalDateTime.parse("2026-06-02T10:00:00")),
            List.of(
                new LocalSpan(
                    LocalDateTime.parse("2026-06-03T20:00:00"),
                    LocalDateTime.parse("2026-06-03T21:00:00"))),
            List.of(
                new Moved(
                    LocalDateTime.parse("2026-06-04T10:00:00"),
                    LocalDateTime.parse("2026-06-04T14:00:00"),
                    LocalDateTime.parse("2026-06-04T16:00:00"))));
    assertThat(within(changed, "2026-06-01T00:00:00Z", "2026-06-05T00:00:00Z"))
        .containsExactly(
            span("2026-06-01T08:00:00Z", "2026-06-01T09:00:00Z"),
            span("2026-06-03T08:00:00Z", "2026-06-03T09:00:00Z"),
            span("2026-06-03T18:00:00Z", "2026-06-03T19:00:00Z"),
            span("2026-06-04T12:00:00Z", "2026-06-04T14:00:00Z"));
  }

  @Test
  void theSecondTuesdayAndTheLastDayOfMonths() {
    var tuesday = Recurrence.each(Frequency.MONTHLY).on(List.of(new Weekday(2, DayOfWeek.TUESDAY)));
    assertThat(
            within(
                entry("2026-01-13T10:00:00", "2026-01-13T11:00:00", "UTC", tuesday),
                "2026-02-01T00:00:00Z",
                "2026-04-01T00:00:00Z"))
        .extracting(Span::start)
        .containsExactly(
            Instant.parse("2026-02-10T10:00:00Z"), Instant.parse("2026-03-10T10:00:00Z"));
    var last = new Recurrence(Frequency.MONTHLY, 1, List.of(), List.of(-1), List.of(), 3, null);
    assertThat(
            within(
                entry("2026-01-31T10:00:00", "2026-01-31T11:00:00", "UTC", last),
                "2026-01-01T00:00:00Z",
                "2027-01-01T00:00:00Z"))
        .extracting(Span::start)
        .containsExactly(
            Instant.parse("2026-01-31T10:00:00Z"),
            Instant.parse("2026-02-28T10:00:00Z"),
            Instant.parse("2026-03-31T10:00:00Z"));
  }

  /** Long past starts are passed over, and still the weeks are counted from the first. */
  @Test
  void everyThirdWeekIsCountedFromItsStart() {
    var third = new Recurrence(Frequency.WEEKLY, 3, List.of(), List.of(), List.of(), null, null);
    var entry = entry("1971-01-06T10:00:00", "1971-01-06T11:00:00", "UTC", third);
    assertThat(within(entry, "2026-06-01T00:00:00Z", "2026-07-15T00:00:00Z"))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(
                        Duration.between(Instant.parse("1971-01-06T10:00:00Z"), it.start()).toDays()
                            % 21)
                    .isZero());
  }

  @Test
  void e07_whatCantBeBoundedIsRefusedWithAllReasonsAtOnce() {
    var bad =
        new Recurrence(Frequency.DAILY, 0, List.of(), List.of(), List.of(13), 1_000_000_000, null);
    assertThat(
            EntryProblems.of(
                List.of(
                    entry("2026-01-01T10:00:00", "2026-01-01T10:00:00", "Mars/Olympus", bad),
                    entry("2026-01-01T10:00:00", "2026-01-01T11:00:00", "UTC", DAILY))))
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(it -> assertThat(it).startsWith("Entry 1: "))
        .anySatisfy(it -> assertThat(it).contains("Mars/Olympus"))
        .anySatisfy(it -> assertThat(it).contains("INTERVAL is 0"))
        .anySatisfy(it -> assertThat(it).contains("COUNT is 1000000000"))
        .anySatisfy(it -> assertThat(it).contains("BYMONTH"))
        .anySatisfy(it -> assertThat(it).contains("ends as it starts"));
  }
}
