package io.countersign.connectors.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class ICalendarFileTest {
  private static final Instant NOW = Instant.parse("2026-11-27T06:00:00Z");
  private static final String BERLIN_BY_GOOGLE =
      """
      BEGIN:VTIMEZONE
      TZID:Europe/Berlin
      X-LIC-LOCATION:Europe/Berlin
      BEGIN:DAYLIGHT
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      TZNAME:CEST
      DTSTART:19700329T020000
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
      END:DAYLIGHT
      BEGIN:STANDARD
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      TZNAME:CET
      DTSTART:19701025T030000
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      END:STANDARD
      END:VTIMEZONE
      """;

  private static String file(String content) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + content + "END:VCALENDAR\n";
  }

  private static String event(String lines) {
    return "BEGIN:VEVENT\nUID:a\nDTSTAMP:20261101T000000Z\n" + lines + "\nEND:VEVENT\n";
  }

  private static ICalendarReading read(String text, @Nullable String zone) {
    return ICalendarFile.read(text.getBytes(StandardCharsets.UTF_8), zone, NOW);
  }

  private static CalendarEntry only(String content) {
    var reading = read(file(content), null);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.entries()).hasSize(1);
    return reading.entries().getFirst();
  }

  private static List<Span> times(CalendarEntry entry, String from, String to) {
    return Occurrences.of(entry, Instant.parse(from), Instant.parse(to));
  }

  private static Span span(String start, String end) {
    return new Span(Instant.parse(start), Instant.parse(end));
  }

  private static List<String> problems(String content) {
    var reading = read(file(content), null);
    assertThat(reading.entries()).isEmpty();
    return reading.problems().stream().map(InputProblem::toString).toList();
  }

  @Test
  void aWeeklyWindowOfAClientIsRead() {
    var entry =
        only(
            BERLIN_BY_GOOGLE
                + event(
                    """
                    SUMMARY:Payments\\, nights of Anna
                    ORGANIZER;CN="Anna; of: payments":mailto:anna@example.org
                    DTSTART;TZID=Europe/Berlin:20260103T220000
                    DTEND;TZID=Europe/Berlin:20260104T060000
                    RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20
                     271231T000000Z
                    BEGIN:VALARM
                    TRIGGER:-PT10M
                    END:VALARM\
                    """));
    assertThat(entry.zone()).isEqualTo("Europe/Berlin");
    assertThat(entry.toString()).doesNotContain("Anna", "anna", "nights");
    assertThat(times(entry, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"))
        .containsExactly(span("2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"));
  }

  @Test
  void anotherOrderIsTheSame() {
    var one = "BEGIN:VEVENT\nUID:1\nDTSTART:20261201T000000Z\nDURATION:PT1H\nEND:VEVENT\n";
    var two = "BEGIN:VEVENT\nUID:2\nDTSTART:20261202T000000Z\nDTEND:20261202T010000Z\nEND:VEVENT\n";
    assertThat(read(file(one + two), null)).isEqualTo(read(file(two + one), null));
  }

  @Test
  void e09_exceptionsInOtherZonesMovedCancelledAndAddedTimesAreTaken() {
    var entry =
        only(
            event(
                    """
                    DTSTART;TZID=Europe/Berlin:20260601T100000
                    DTEND;TZID=Europe/Berlin:20260601T110000
                    RRULE:FREQ=DAILY;COUNT=6
                    EXDATE:20260602T080000Z
                    EXDATE;TZID=America/New_York:20260603T040000
                    RDATE;TZID=Asia/Tokyo:20260610T180000
                    RDATE;VALUE=PERIOD:20260611T080000Z/PT30M,20260612T080000Z/20260612T081500Z\
                    """)
                + event(
                    """
                    RECURRENCE-ID;TZID=Europe/Berlin:20260604T100000
                    DTSTART;TZID=America/New_York:20260604T080000
                    DURATION:PT2H\
                    """)
                + event(
                    """
                    RECURRENCE-ID:20260605T080000Z
                    DTSTART;TZID=Europe/Berlin:20260605T100000
                    STATUS:CANCELLED\
                    """));
    assertThat(times(entry, "2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z"))
        .containsExactly(
            span("2026-06-01T08:00:00Z", "2026-06-01T09:00:00Z"),
            span("2026-06-04T12:00:00Z", "2026-06-04T14:00:00Z"),
            span("2026-06-06T08:00:00Z", "2026-06-06T09:00:00Z"),
            span("2026-06-10T09:00:00Z", "2026-06-10T10:00:00Z"),
            span("2026-06-11T08:00:00Z", "2026-06-11T08:30:00Z"),
            span("2026-06-12T08:00:00Z", "2026-06-12T08:15:00Z"));
  }

  @Test
  void wholeDaysAreThoseOfTheZoneThatIsSaid() {
    var christmas = file(event("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227"));
    var entry = read(christmas, "Europe/Berlin").entries().getFirst();
    assertThat(times(entry, "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"))
        .containsExactly(span("2026-12-23T23:00:00Z", "2026-12-26T23:00:00Z"));
    assertThat(problems(event("DTSTART;VALUE=DATE:20261224")))
        .singleElement()
        .asString()
        .contains("line 4: DTSTART names no zone");
    assertThat(
            read(file("X-WR-TIMEZONE:Asia/Tokyo\n" + event("DTSTART;VALUE=DATE:20261224")), null)
                .entries())
        .extracting(CalendarEntry::zone, CalendarEntry::start)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "Asia/Tokyo", LocalDateTime.parse("2026-12-24T00:00:00")));
  }

  @Test
  void whatIsCancelledDoesNotTakePlace() {
    assertThat(problems(event("DTSTART:20261224T000000Z\nDURATION:PT1H\nSTATUS:CANCELLED")))
        .containsExactly("line 1: the file holds no event");
  }

  @Test
  void e07_allProblemsAreToldAtOnceWithTheirLines() {
    assertThat(
            problems(
                event("DTSTART:20261224T000000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY")
                    + event("DTSTART:20261224T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0")
                        .replace("UID:a", "UID:b")
                    + event(
                            "DTSTART:20261224T000000Z\n"
                                + "DURATION:PT1H\n"
                                + "RRULE:FREQ=DAILY;COUNT=1000000000")
                        .replace("UID:a", "UID:c")
                    + event("DTSTART;TZID=W. Europe Standard Time:20261224T000000\nDURATION:PT1H")
                        .replace("UID:a", "UID:d")))
        .hasSize(4)
        .satisfiesExactly(
            it -> assertThat(it).startsWith("line 9: FREQ=SECONDLY isn't taken"),
            it -> assertThat(it).startsWith("line 11: INTERVAL is 0"),
            it -> assertThat(it).startsWith("line 18: COUNT is 1000000000"),
            it -> assertThat(it).startsWith("line 25: DTSTART is of a zone that isn't known"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RRULE:FREQ=HOURLY                             | FREQ=HOURLY isn't taken
          RRULE:FREQ=DAILY;BYSETPOS=1                   | BYSETPOS isn't known
          RRULE:FREQ=DAILY;INTERVAL=367                 | INTERVAL is 367
          RRULE:FREQ=WEEKLY;BYDAY=MO                    | isn't one of the days
          EXRULE:FREQ=DAILY                             | EXRULE isn't taken
          EXDATE;VALUE=DATE:20261225                    | is a day, and another isn't
          EXDATE;TZID=Mars/Olympus:20261225T000000      | a zone that isn't known
          EXDATE:20261325T000000Z                       | isn't a time
          RDATE;VALUE=PERIOD:20261225T000000Z/P1DT1H30M5 | DURATION isn't one
          RECURRENCE-ID;RANGE=THISANDFUTURE:20261225T000000Z | DTSTART
          """)
  void whatIsNotTakenIsSaid(String line, String why) {
    var base = event("DTSTART:20261224T000000Z\nDTEND:20261224T010000Z\n" + line);
    var content =
        line.startsWith("RECURRENCE-ID")
            ? base + event("DTSTART:20261224T000000Z\nDTEND:20261224T010000Z\nRRULE:FREQ=DAILY")
            : base;
    var expected = line.startsWith("RECURRENCE-ID") ? "more than one time" : why;
    assertThat(problems(content)).singleElement().asString().contains(expected);
  }

  @Test
  void aZoneThatTheFileDescribesOtherwiseIsRefused() {
    var window = event("DTSTART;TZID=Europe/Berlin:20261224T000000\nDURATION:PT1H");
    assertThat(problems(BERLIN_BY_GOOGLE.replace("TO:+0100", "TO:+0000") + window))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("line 4: the file says that Europe/Berlin is at Z at 2026-11-27T06:00:00Z");
    assertThat(problems(BERLIN_BY_GOOGLE.replace("BYMONTH=3", "BYMONTH=4") + window))
        .first()
        .asString()
        .contains("is at +01:00 at 2027-03-28T01:00:00Z, and it is at +02:00");
    assertThat(problems(BERLIN_BY_GOOGLE.replace("FREQ=YEARLY", "FREQ=SECONDLY") + window))
        .first()
        .asString()
        .contains("can't be read", "FREQ=SECONDLY");
  }

  /** Outlook begins its zones on a day that its rule doesn't mean. */
  @Test
  void aZoneAsOutlookDescribesItAgrees() {
    var outlook =
        """
        BEGIN:VTIMEZONE
        TZID:America/New_York
        BEGIN:STANDARD
        DTSTART:16010101T020000
        TZOFFSETFROM:-0400
        TZOFFSETTO:-0500
        RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:-0500
        TZOFFSETTO:-0400
        RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        """;
    var entry =
        only(outlook + event("DTSTART;TZID=America/New_York:20261224T000000\nDURATION:PT1H"));
    assertThat(times(entry, "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"))
        .containsExactly(span("2026-12-24T05:00:00Z", "2026-12-24T06:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a calendar",
        "BEGIN:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224T000000Z\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nNONSENSE\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nX;=:\nEND:VCALENDAR\nBEGIN:",
        "BEGIN:VCALENDAR\u0000\nEND:VCALENDAR\n",
        "<html><body>Sign in</body></html>"
      })
  void garbageIsRefusedWithALine(String text) {
    var reading = read(text, null);
    assertThat(reading.entries()).isEmpty();
    assertThat(reading.problems()).singleElement().asString().startsWith("line ");
  }

  @Test
  void whatIsTooMuchIsRefusedInTime() {
    assertThat(problems("BEGIN:VEVENT\n".repeat(70_000)))
        .singleElement()
        .asString()
        .contains("deep");
    assertThat(problems("X-LONG:" + "x".repeat(900_000) + "\n"))
        .containsExactly("line 4: is longer than 65536 characters with what is folded");
    assertThat(problems("X-LONG:x\n" + " y\n".repeat(300_000)))
        .containsExactly("line 4: is longer than 65536 characters with what is folded");
    assertThat(problems("x".repeat(1024 * 1024))).singleElement().asString().contains("1024 KiB");
    assertThat(problems("BEGIN:VEVENT\nEND:VEVENT\n".repeat(1_001)))
        .singleElement()
        .asString()
        .contains("1001 events");
    assertThat(problems("BEGIN:VTODO\nEND:VTODO\n".repeat(6_000)))
        .singleElement()
        .asString()
        .contains("5000 components");
    var bytes = new byte[100_000];
    new java.util.Random(1).nextBytes(bytes);
    assertThat(ICalendarFile.read(bytes, null, NOW).problems()).hasSize(1);
  }

  /** A thousand of the slowest rules that are taken. */
  @Test
  void theMostThatIsTakenIsReadInTime() {
    var days = IntStream.rangeClosed(1, 31).mapToObj(Integer::toString).toList();
    var slow =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    event(
                            "DTSTART:19700101T000000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;COUNT=10000"
                                + ";BYMONTH=1;BYMONTHDAY="
                                + String.join(",", days.subList(0, 1)))
                        .replace("UID:a", "UID:" + i))
            .collect(Collectors.joining());
    var reading = read(file(slow), null);
    assertThat(reading.problems())
        .allSatisfy(it -> assertThat(it.detail()).containsAnyOf("2 s", "too many days"));
  }

  @Test
  void moreTimesThanAreKeptAreRefused() {
    var daily =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    event("DTSTART:20260101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY")
                        .replace("UID:a", "UID:" + i))
            .collect(Collectors.joining());
    assertThat(problems(daily)).singleElement().asString().contains("more than 10000 times");
    assertThat(Horizon.from(NOW)).isAfter(NOW);
  }
}
