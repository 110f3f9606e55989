package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Calendars over HTTP: to close is one person's word, to open takes two. */
class CalendarTest {
  @AutoClose private static final TestServer SERVER = TestServer.fresh();
  private static final String ROOT = SERVER.administrator();
  private static final String ANNA = SERVER.invited("anna", "responder");
  private static final String SECOND = SERVER.secondAdministrator();
  private static final String CALENDARS = "/api/v1/calendars/";

  private static String calendar(String kind, String scope, String entry) {
    return """
    {"kind": "%s", "scope": "%s", "reason": "as planned", "entries": [%s]}\
    """
        .formatted(kind, scope, entry);
  }

  private static String state(String target) {
    return SERVER.get(ANNA, CALENDARS + "state?target=" + target).json().path("state").asString();
  }

  private static final String LONG =
      "{\"start\": \"2026-01-01T00:00:00Z\", \"end\": \"2026-12-31T00:00:00Z\"}";

  @Test
  void aFreezeHoldsAtOnceAndIsLiftedByTwo() {
    var target = "service/e14/orders";
    assertThat(state(target)).isEqualTo("open");
    var always =
        """
        {"start": "2020-01-01T00:00:00Z", "end": "2020-12-31T23:59:59Z", "rule": "FREQ=YEARLY"}\
        """;
    var body = calendar("freeze", "environment=e14", always);
    assertThat(SERVER.put(ANNA, CALENDARS + "e14", body).json().path("outcome").asString())
        .isEqualTo("done");
    assertThat(state(target)).isEqualTo("frozen");
    var lifting = Map.of("reason", "it is over");
    var proposed = SERVER.post(ROOT, CALENDARS + "e14/lift", lifting).json();
    assertThat(proposed.path("outcome").asString()).isEqualTo("proposed");
    assertThat(state(target)).isEqualTo("frozen");
    var confirmation = "/api/v1/confirmations/" + proposed.path("confirmation").asString();
    var shown = SERVER.get(SECOND, confirmation).json();
    assertThat(shown.toString()).contains("calendar-widening", "lift the calendar e14");
    var digest = Map.of("digest", shown.path("digest").asString());
    assertThat(SERVER.post(ROOT, confirmation + "/confirm", digest).status()).isEqualTo(403);
    assertThat(SERVER.post(SECOND, confirmation + "/confirm", digest).status()).isEqualTo(200);
    assertThat(state(target)).isEqualTo("open");
    assertThat(SERVER.get(ANNA, CALENDARS + "e14").code()).isEqualTo("UNKNOWN_CALENDAR");
  }

  @Test
  void aWindowIsShownWithItsNextTimes() {
    var night =
        """
        {"start": "2026-01-03T22:00", "end": "2026-01-04T06:00", "zone": "Europe/Berlin",
         "rule": "FREQ=WEEKLY;BYDAY=SA"}\
        """;
    assertThat(
            SERVER.put(ANNA, CALENDARS + "weekend", calendar("window", "team=w", night)).status())
        .isEqualTo(200);
    var shown = SERVER.get(ANNA, CALENDARS + "weekend").json();
    assertThat(shown.path("upcoming").size()).isEqualTo(10);
    assertThat(shown.path("entries").get(0).path("rule").asString())
        .isEqualTo("FREQ=WEEKLY;BYDAY=SA");
    assertThat(SERVER.get(ANNA, "/api/v1/calendars").text()).contains("weekend");
    var wider = calendar("window", "team=w", night.replace("06:00", "08:00"));
    assertThat(SERVER.put(ANNA, CALENDARS + "weekend", wider).json().path("outcome").asString())
        .isEqualTo("proposed");
    var narrower = calendar("window", "team=w", night.replace("06:00", "05:00"));
    assertThat(SERVER.put(ANNA, CALENDARS + "weekend", narrower).json().path("outcome").asString())
        .isEqualTo("done");
  }

  @Test
  void e07_allThatIsWrongIsToldAtOnce() {
    var bad =
        """
        {"start": "2026-01-03T22:00", "end": "soon", "rule": "FREQ=SECONDLY;INTERVAL=x"},
        {"start": "2026-01-03T22:00", "end": "2026-01-03T23:00", "zone": "Mars/Olympus"}\
        """;
    var refused = SERVER.put(ANNA, CALENDARS + "bad", calendar("window", "organisation", bad));
    assertThat(refused.code()).isEqualTo("BAD_REQUEST");
    assertThat(refused.text())
        .contains("/entries/0/end", "FREQ=SECONDLY", "whole number", "/entries/1/zone");
    var never =
        """
        {"start": "2026-01-03T22:00", "end": "2026-01-03T23:00",
         "rule": "FREQ=DAILY;INTERVAL=0;COUNT=1000000000"}\
        """;
    assertThat(
            SERVER.put(ANNA, CALENDARS + "bad", calendar("window", "organisation", never)).text())
        .contains("INTERVAL is 0", "COUNT is 1000000000");
  }

  @Test
  void whatIsAboutNothingKnownIsSetAndSaidSo() {
    var set =
        SERVER.put(ANNA, CALENDARS + "typo", calendar("freeze", "environment=prodction", LONG));
    assertThat(set.json().path("outcome").asString()).isEqualTo("done");
    assertThat(set.json().path("warning").asString()).contains("no environment", "prodction");
  }

  /** A mistyped year closes its team until two open it. */
  @Test
  void whatIsOverIsSetAndSaidSo() {
    assertThat(warned("window", "team=over-a", "2020-12-01T22:00", ""))
        .contains("No time of it lies ahead: all that it is about is closed");
    assertThat(warned("freeze", "team=over-b", "2020-12-01T22:00", ""))
        .contains("No time of it lies ahead: it closes nothing.");
    assertThat(warned("window", "team=over-c", "2020-12-01T22:00", "FREQ=DAILY;COUNT=3"))
        .contains("No time of it lies ahead");
  }

  @Test
  void whatIsYetToComeIsNotOver() {
    assertThat(warned("window", "team=over-d", "2020-12-01T22:00", "FREQ=WEEKLY"))
        .doesNotContain("lies ahead");
    assertThat(warned("window", "team=over-e", "2096-12-01T22:00", ""))
        .as("beyond what is computed ahead")
        .doesNotContain("lies ahead");
    var leap = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29";
    assertThat(warned("window", "team=over-f", "2024-02-29T22:00", leap))
        .as("seldom")
        .doesNotContain("lies ahead");
  }

  private static String warned(String kind, String scope, String start, String rule) {
    var entry =
        """
        {"start": "%s", "end": "%s", "rule": "%s"}\
        """
            .formatted(start, start.replace("T22", "T23"), rule);
    var name = scope.replace("team=", "");
    var set =
        SERVER.put(
            ANNA,
            CALENDARS + name,
            calendar(kind, scope, rule.isEmpty() ? entry.replace(", \"rule\": \"\"", "") : entry));
    assertThat(set.json().path("outcome").asString()).as(set.text()).isEqualTo("done");
    return set.json().path("warning").asString();
  }

  @Test
  void machinesAndReadersCantClose() {
    var body = calendar("freeze", "environment=nowhere", LONG);
    assertThat(SERVER.put(SERVER.confirmedToken(SECOND, "responder"), CALENDARS + "x", body).code())
        .isEqualTo("HUMAN_REQUIRED");
    assertThat(SERVER.put(SERVER.person("viewer"), CALENDARS + "x", body).code())
        .isEqualTo("FORBIDDEN");
    assertThat(SERVER.put(ROOT, CALENDARS + "No-Name", body).code()).isEqualTo("BAD_REQUEST");
    assertThat(List.of(SERVER.put(ANNA, CALENDARS + "x", body.replace("as planned", "")).code()))
        .containsExactly("REASON_REQUIRED");
  }

  private static String many(int number, String entry) {
    return calendar("freeze", "team=many", String.join(",", Collections.nCopies(number, entry)));
  }

  @Test
  void e07_whatTakesTooMuchToComputeReachesNoDecision() {
    var past =
        """
        {"start": "1970-01-01T00:00", "end": "1970-01-01T01:00", "rule": "FREQ=DAILY;COUNT=10000"}\
        """;
    var refused = SERVER.put(ANNA, CALENDARS + "past", many(600, past));
    assertThat(refused.code()).isEqualTo("CALENDAR_INVALID");
    assertThat(refused.text()).contains("too many days");
  }

  @Test
  void whatIsWrongIsToldOnceAndNotWithoutEnd() {
    var refused = SERVER.put(ANNA, CALENDARS + "bad", many(900, "{}"));
    assertThat(refused.json().path("errors").size()).isEqualTo(50);
    assertThat(refused.text()).contains("There are 1750 problems more").hasSizeLessThan(10_000);
    assertThat(SERVER.put(ANNA, CALENDARS + "bad", many(15_000, "{}")).text())
        .contains("has 15000 entries, and may have 1000");
    assertThat(SERVER.put(ANNA, CALENDARS + "bad", many(1, "null")).text())
        .contains("/entries/0", "BAD_REQUEST");
  }

  @Test
  void whoHasNoRoleIsRefusedBeforeAnythingIsRead() {
    assertThat(SERVER.put(SERVER.person("viewer"), CALENDARS + "bad", many(1, "{}")).code())
        .isEqualTo("FORBIDDEN");
  }

  @Test
  void aWildcardIsNoMediaType() {
    var body = HttpRequest.BodyPublishers.ofString(many(1, LONG));
    var request = SERVER.request(ANNA, CALENDARS + "x").setHeader("Content-Type", "*/*").PUT(body);
    assertThat(SERVER.send(request).status()).isEqualTo(415);
  }
}
