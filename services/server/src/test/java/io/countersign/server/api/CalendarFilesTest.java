package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Calendars as files of iCalendar, over HTTP. */
class CalendarFilesTest {
  @AutoClose private static final TestServer SERVER = TestServer.fresh();
  private static final String ANNA = SERVER.invited("anna", "responder");
  private static final String VERA = SERVER.invited("vera", "viewer");
  private static final String SECOND = SERVER.secondAdministrator();
  private static final String CALENDARS = "/api/v1/calendars/";
  private static final String QUERY = ".ics?kind=window&scope=team%3Dpay&reason=agreed";

  private static String file(String... events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("", events) + "END:VCALENDAR\r\n";
  }

  private static String event(String uid, String day, int hours) {
    return """
    BEGIN:VEVENT\r
    UID:%s\r
    SUMMARY:Anna Example calls anna@example.org\r
    DTSTART;TZID=Europe/Berlin:%sT220000\r
    DURATION:PT%sH\r
    RRULE:FREQ=WEEKLY\r
    END:VEVENT\r
    """
        .formatted(uid, day, hours);
  }

  @Test
  void aFileIsImportedOnceAndItsChangesAreShown() {
    var weekend = file(event("a", "20260103", 6), event("b", "20260104", 4));
    var first = SERVER.put(ANNA, CALENDARS + "pay" + QUERY, weekend).json();
    assertThat(first.path("outcome").asString()).isEqualTo("done");
    assertThat(first.path("added").size()).isEqualTo(2);
    var again = SERVER.put(ANNA, CALENDARS + "pay" + QUERY, weekend).json();
    assertThat(again.path("outcome").asString()).isEqualTo("unchanged");
    var shorter = SERVER.put(ANNA, CALENDARS + "pay" + QUERY, file(event("a", "20260103", 6)));
    assertThat(shorter.json().path("outcome").asString()).isEqualTo("done");
    assertThat(shorter.json().path("removed").get(0).asString())
        .isEqualTo("2026-01-04T22:00 to 2026-01-05T02:00 Europe/Berlin, FREQ=WEEKLY");
    var longer = SERVER.put(ANNA, CALENDARS + "pay" + QUERY, file(event("a", "20260103", 9)));
    assertThat(longer.json().path("outcome").asString()).isEqualTo("proposed");
    assertThat(SERVER.get(SECOND, "/api/v1/audit/events?limit=500").text())
        .contains("calendar.entries-recorded")
        .doesNotContain("anna@example.org", "Anna Example");
    var exported = SERVER.get(VERA, CALENDARS + "pay.ics");
    assertThat(exported.text()).contains("BEGIN:VTIMEZONE\r\n", "DTSTART;TZID=Europe/Berlin:");
    assertThat(SERVER.put(ANNA, CALENDARS + "pay" + QUERY, exported.text()).json().path("outcome"))
        .hasToString("\"unchanged\"");
  }

  @Test
  void e07_aFileIsRefusedWithEachLineThatIsWrong() {
    var bad =
        file(
            event("a", "20260103", 6).replace("WEEKLY", "SECONDLY"),
            event("b", "20260103", 6).replace("Europe/Berlin", "Mars/Olympus"));
    var refused = SERVER.put(ANNA, CALENDARS + "bad" + QUERY, bad);
    assertThat(refused.code()).isEqualTo("CALENDAR_INVALID");
    assertThat(refused.text()).contains("line 8", "FREQ=SECONDLY", "line 10", "isn't known");
    assertThat(SERVER.put(VERA, CALENDARS + "bad" + QUERY, file()).status()).isEqualTo(403);
    assertThat(SERVER.get(ANNA, CALENDARS + "bad.ics").code()).isEqualTo("UNKNOWN_CALENDAR");
  }

  @Test
  void aFileAboutNothingKnownIsImportedAndSaidSo() {
    var imported =
        SERVER.put(
            ANNA,
            CALENDARS + "paymnts" + QUERY.replace("pay", "paymnts"),
            file(event("a", "20260103", 6)));
    assertThat(imported.json().path("outcome").asString()).isEqualTo("done");
    assertThat(imported.json().path("warning").asString())
        .contains("It is about nothing that is known", "no team is called paymnts")
        .doesNotContain("lies ahead");
  }

  @Test
  void aFileWhoseTimesAreAllOverIsSaidToBeOne() {
    var past = event("a", "20200103", 6).replace("RRULE:FREQ=WEEKLY\r\n", "");
    var imported = SERVER.put(ANNA, CALENDARS + "past" + QUERY.replace("pay", "past"), file(past));
    assertThat(imported.json().path("outcome").asString()).isEqualTo("done");
    assertThat(imported.json().path("warning").asString())
        .contains("No time of it lies ahead: all that it is about is closed");
  }

  /** However often it's tried. */
  @Test
  void aRefusedFileIsOnRecordOnceAMinute() {
    for (int i = 0; i < 3; i++) {
      assertThat(SERVER.put(ANNA, CALENDARS + "no" + i + QUERY, "no calendar").code())
          .isEqualTo("CALENDAR_INVALID");
    }
    Eventually.holds("a refusal on record", () -> recorded("CALENDAR_INVALID") > 0);
    assertThat(recorded("CALENDAR_INVALID")).isBetween(1, 3);
  }

  private static int recorded(String code) {
    var events = SERVER.get(SECOND, "/api/v1/audit/events?limit=500").text();
    return events.split(code, -1).length - 1;
  }

  @Test
  void e02_whatNeverTakesPlaceIsToldWhenItIsImported() {
    var gap =
        file(
            """
            BEGIN:VEVENT\r
            DTSTART;TZID=America/New_York:20260308T020000\r
            DTEND;TZID=America/New_York:20260308T030000\r
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r
            END:VEVENT\r
            """);
    var imported = SERVER.put(ANNA, CALENDARS + "gap" + QUERY.replace("pay", "search"), gap).json();
    assertThat(imported.path("skipped").toString()).contains("2027-03-14T02:00:00");
  }
}
