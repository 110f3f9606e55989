package io.countersign.connectors.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Files as on-call tools write them: each event is somebody's. */
class ICalendarRosterTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static ICalendarRoster read(String events) {
    var file =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tool//EN\r\n"
            + events.replace("\n", "\r\n")
            + "END:VCALENDAR\r\n";
    return ICalendarFile.roster(file.getBytes(StandardCharsets.UTF_8), "Europe/Berlin", NOW);
  }

  @Test
  void eventsAreFoundByTheirSummary() {
    var roster =
        read(
            """
            BEGIN:VEVENT
            UID:1
            SUMMARY:On Call - Kim Example
            DTSTART:20260601T090000
            DTEND:20260608T090000
            RRULE:FREQ=WEEKLY;INTERVAL=2
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            SUMMARY:On Call - Pat Example
            DTSTART:20260608T070000Z
            DTEND:20260615T070000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            SUMMARY:On Call - Pat Example
            DTSTART:20260701T070000Z
            DTEND:20260702T070000Z
            END:VEVENT
            """);
    assertThat(roster.problems()).isEmpty();
    assertThat(roster.bySummary())
        .containsOnlyKeys("On Call - Kim Example", "On Call - Pat Example");
    assertThat(roster.bySummary().get("On Call - Pat Example")).hasSize(2);
    assertThat(roster.bySummary().get("On Call - Kim Example").getFirst().zone())
        .isEqualTo("Europe/Berlin");
  }

  @Test
  void whatCantBeUsedIsToldWithItsLine() {
    var roster = read("BEGIN:VEVENT\nUID:1\nSUMMARY:Kim\nDTSTART:soon\nEND:VEVENT\n");
    assertThat(roster.bySummary()).isEmpty();
    assertThat(roster.problems()).isNotEmpty().allMatch(it -> it.at().startsWith("line "));
    assertThat(read("SUMMARY\n").problems()).isNotEmpty();
  }
}
