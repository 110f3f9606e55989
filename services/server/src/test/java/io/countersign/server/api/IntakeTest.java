package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Deliveries of alerts and changes, as real sources make them. */
class IntakeTest {
  private static final String WEBHOOK = "/api/v1/webhooks/alertmanager";
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final TestServer server = TestServer.running();
  private final String source = server.token("alertmanager", "alert_intake");

  @Test
  void oneEpisodeIsRaisedRepeatedAndResolvedOnce() {
    var fingerprint = UUID.randomUUID().toString();
    var firing = group(alert("firing", fingerprint, NEVER));
    var ended = group(alert("resolved", fingerprint, "2026-01-01T00:05:00Z"));

    assertCounts(server.post(source, WEBHOOK, firing), "raised");
    assertCounts(server.post(source, WEBHOOK, firing), "repeated");
    assertCounts(server.post(source, WEBHOOK, ended), "resolved");
    assertCounts(server.post(source, WEBHOOK, firing), "repeated");
  }

  @Test
  void anEndThatIsHeardFirstIsSuppressed() {
    var reply =
        server.post(
            source,
            WEBHOOK,
            group(alert("resolved", UUID.randomUUID().toString(), "2026-01-01T00:05:00Z")));
    assertCounts(reply, "suppressed");
  }

  @Test
  void whatWasTakenCanBeReadAfterItsPosition() {
    var fingerprint = UUID.randomUUID().toString();
    var taken = server.post(source, WEBHOOK, group(alert("firing", fingerprint, NEVER)));
    var alerts =
        server.get(
            server.administrator(), "/api/v1/alerts?status=firing&after=" + taken.position());

    assertThat(taken.status()).isEqualTo(202);
    assertThat(alerts.json().path("items").valueStream())
        .as("others may be raised at any time")
        .anyMatch(it -> it.path("fingerprint").asString().equals(fingerprint));
  }

  @Test
  void aPositionThatIsNotThereYetIsUnavailable() {
    var reply = server.once(server.administrator(), "/api/v1/alerts?after=999999999999");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isNotEmpty();
  }

  @Test
  void oneBadAlertIsRefusedAloneReportedAndRecorded() {
    var good = alert("firing", UUID.randomUUID().toString(), NEVER);
    var reply = server.post(source, WEBHOOK, group(good, Map.of("status", "odd")));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.json().path("raised").asInt()).isEqualTo(1);
    assertThat(reply.json().path("refused").asInt()).isEqualTo(1);
    assertThat(reply.json().path("problems").path(0).path("at").asString()).startsWith("/alerts/1");
    assertThat(events("intake.refused")).contains("/alerts/1");
  }

  @Test
  void aBodyWithoutAlertsIsRefusedWithItsPlace() {
    var reply = server.post(source, WEBHOOK, Map.of("version", "3", "alerts", "none"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("errors").path(0).path("at").asString()).isEqualTo("/alerts");
    assertThat(server.post(source, "/api/v1/alerts", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void anAlertThatNamesNothingMappedIsKeptAndSaidToBe() {
    var alert =
        Map.of(
            "status",
            "firing",
            "labels",
            Map.of("alertname", "NodeDown", "instance", "10.9.8.7:9100", "job", "node", "n", 3),
            "startsAt",
            Instant.now().toString(),
            "fingerprint",
            UUID.randomUUID().toString());
    var reply = server.post(source, WEBHOOK, group(alert));

    assertCounts(reply, "raised");
    assertThat(reply.json().path("adjusted").asInt()).isEqualTo(1);
    assertThat(reply.json().path("adjustments").path(0).path("detail").asString())
        .isEqualTo("kept: named by its host as host/unknown/10.9.8.7; label-not-text");
    var path = "/api/v1/alerts?status=firing&limit=500&after=" + reply.position();
    assertThat(server.get(server.administrator(), path).text())
        .contains("host/unknown/10.9.8.7", "\"namedBy\":\"host\"", "label_not_text");
    assertThat(doctor("intake", "alertmanager")).contains("DEGRADED", "host (", "label not text (");
    assertThat(doctor("intake", "alertmanager"))
        .contains("alerts name no environment, which counts as production", "environmentDefault");
  }

  @Test
  void tooLargeIsRefusedAndRecorded() {
    var body = "[" + " ".repeat(8 * 1024 * 1024) + "]";
    var reply =
        server.send(
            server.request(source, WEBHOOK).POST(HttpRequest.BodyPublishers.ofString(body)));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo("TOO_LARGE");
    assertThat(events("intake.refused")).contains("TOO_LARGE");
  }

  @Test
  void ofTooManyAlertsTheFirstAreTakenAndTheRestIsToldAndRecorded() {
    var body = new StringBuilder("{\"alerts\": [");
    body.append("{\"name\": \"first")
        .append(UUID.randomUUID())
        .append("\", \"status\": \"firing\"}");
    var text = body.append(",{}".repeat(10_006)).append("]}").toString();
    var canonical = server.token("canonical", "alert_intake");
    var reply =
        server.send(
            server
                .request(canonical, "/api/v1/alerts")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(reply.json().path("received").asInt()).isEqualTo(10_007);
    assertThat(reply.json().path("raised").asInt()).isEqualTo(1);
    assertThat(reply.json().path("refused").asInt()).isEqualTo(10_006);
    var untaken = "7 beyond the first 10000 weren't taken";
    assertThat(reply.json().path("problems").path(0).path("detail").asString()).contains(untaken);
    assertThat(events("intake.refused")).contains("TOO_LARGE").contains(untaken);
  }

  @Test
  void whatTheSourceLeftOutIsRecorded() {
    var body = new java.util.HashMap<>(group());
    body.put("truncatedAlerts", 7);
    body.put("groupKey", UUID.randomUUID().toString());
    assertThat(server.post(source, WEBHOOK, body).status()).isEqualTo(202);
    assertThat(events("intake.truncated")).contains("7");
  }

  @Test
  void strangersAreRefusedAndRecordedWithoutTheirAddress() {
    assertThat(server.post("", WEBHOOK, group()).code()).isEqualTo("UNAUTHENTICATED");
    Eventually.holds(
        "the refusal is on record", () -> events("intake.refused").contains("UNAUTHENTICATED"));
    assertThat(events("intake.refused")).contains("loopback").doesNotContain("127.0.0.1");
  }

  @Test
  void aTokenSpeaksForItsIntegrationOnly() {
    var path = WEBHOOK + "?integration=watched";
    assertThat(server.post(source, path, group()).code()).isEqualTo("FORBIDDEN");
    assertThat(server.post(server.administrator(), WEBHOOK, group()).status()).isEqualTo(403);
    var free = server.token("", "alert_intake");
    var none = server.post(free, WEBHOOK + "?integration=none", group());
    assertThat(none.code()).isEqualTo("UNKNOWN_INTEGRATION");
    assertThat(none.text()).contains("There are ", " alertmanager (alertmanager), ", "watched (");
    var misspelt = server.post(free, "/api/v1/webhooks/alertmanagr", group());
    assertThat(misspelt.code()).isEqualTo("UNKNOWN_INTEGRATION");
    assertThat(misspelt.text()).contains("/api/v1/webhooks/alertmanager", "watched (");
    for (var odd : List.of("/api/v1/webhooks/alertmanagr", WEBHOOK + "?integration=none")) {
      var stranger = server.post("", odd, group());
      assertThat(stranger.code()).isEqualTo("UNAUTHENTICATED");
      assertThat(stranger.text()).doesNotContain("watched");
    }
  }

  @Test
  void aDeliveryForAnotherIntegrationIsRecordedOnceForEachCaller() {
    var before = refusals();
    var bound = server.token("watched", "alert_intake");
    var free = server.token("", "alert_intake", "change_intake");
    for (int i = 0; i < 2; i++) {
      var other = server.post(bound, WEBHOOK + "?integration=alertmanager", group());
      assertThat(other.code()).isEqualTo("FORBIDDEN");
      var unknown = server.post(free, WEBHOOK + "?integration=secret-name-" + i, group());
      assertThat(unknown.code()).isEqualTo("UNKNOWN_INTEGRATION");
      var kind = server.post(free, "/api/v1/alerts?integration=watched", Map.of());
      assertThat(kind.code()).isEqualTo("BAD_REQUEST");
      assertThat(kind.text()).contains("doesn't deliver in this form");
    }
    var changes = server.post(free, "/api/v1/changes?integration=none", Map.of());
    assertThat(changes.status()).isEqualTo(404);

    assertThat(refusals()).isEqualTo(before + 3);
    assertThat(events("intake.refused")).doesNotContain("secret-name");
  }

  @Test
  void everyEventOfADeliveryHasATraceWithOrWithoutTheCallers() {
    var fingerprint = UUID.randomUUID().toString();
    server.post(source, WEBHOOK, group(alert("firing", fingerprint, NEVER)));
    assertThat(tracesOf("alert.raised")).isNotEmpty().allMatch(it -> it.matches("[0-9a-f]{32}"));
  }

  private List<String> tracesOf(String type) {
    var path = "/api/v1/audit/events?limit=500&type=" + type;
    var found = server.get(server.administrator(), path).json().path("items");
    return found
        .valueStream()
        .filter(it -> it.path("via").asString().equalsIgnoreCase("webhook"))
        .map(it -> it.path("traceId").asString(""))
        .toList();
  }

  /** Of deliveries that were for another integration; others may be recorded at any time. */
  private long refusals() {
    var path = "/api/v1/audit/events?limit=500&type=intake.refused";
    var found = server.get(server.administrator(), path).json().path("items");
    var words = List.of("speaks for this one", "no such integration", "in this form");
    return found
        .valueStream()
        .filter(it -> words.stream().anyMatch(it.toString()::contains))
        .count();
  }

  /** The whole life of a heartbeat, in real time: it's lost after five seconds. */
  @Test
  void aHeartbeatThatStopsIsAnAlertUntilItComesBack() {
    var watched = server.token("watched", "alert_intake");
    var beat =
        group(
            Map.of(
                "status", "firing",
                "labels", Map.of("alertname", "Watchdog", "severity", "none"),
                "startsAt", "2026-01-01T00:00:00Z",
                "endsAt", NEVER,
                "fingerprint", "watchdog"));
    var taken = server.post(watched, WEBHOOK, beat);
    assertThat(taken.json().path("suppressed").asInt()).isEqualTo(1);

    Eventually.holds("the heartbeat is lost", () -> lossFires("watched"));
    assertThat(events("intake.heartbeat-lost")).contains("Watchdog");
    Eventually.holds(
        "the doctor says so",
        () ->
            List.of("Watchdog", "\"ok\":false", "still fires").stream()
                .allMatch(doctor("watched")::contains));

    Eventually.holds(
        "the heartbeat is back, and beats",
        () -> {
          server.post(watched, WEBHOOK, beat);
          return !lossFires("watched") && doctor("watched").contains("\"ok\":true");
        });
    assertThat(events("intake.heartbeat-back")).contains("Watchdog");
    assertThat(doctor("canonical"))
        .as("what the file doesn't name is never missed")
        .doesNotContain("DEGRADED", "\"ok\":false");
  }

  @Test
  void theDoctorTellsOfTheLastDeliveryAndOfWhoIsRefused() {
    server.post(server.token("watched", "alert_intake"), WEBHOOK, group());
    assertThat(doctor("watched")).contains("last delivery at");
    server.post("", WEBHOOK, group());
    server.post(server.token("", "change_intake"), WEBHOOK, group());
    assertThat(doctor("intake", "refused deliveries"))
        .contains("DEGRADED", "from 127.0.0.1 (UNAUTHENTICATED)", "from 127.0.0.1 (FORBIDDEN)");
  }

  private String doctor(String integration) {
    return doctor("integration", integration);
  }

  private String doctor(String kind, String name) {
    var checks = server.get(server.administrator(), "/api/v1/doctor").json().path("checks");
    return checks
        .valueStream()
        .filter(it -> it.path("kind").asString().equals(kind))
        .filter(it -> it.path("name").asString().equals(name))
        .map(Object::toString)
        .collect(java.util.stream.Collectors.joining());
  }

  @Test
  void canonicalAlertsNameTheirEntityByAttributes() {
    var canonical = server.token("", "alert_intake");
    var alert =
        Map.of(
            "name", "SlowCheckout",
            "severity", "warning",
            "status", "firing",
            "startsAt", Instant.now().toString(),
            "attributes",
                Map.of("service.name", "checkout", "deployment.environment.name", "test"));
    var reply = server.post(canonical, "/api/v1/alerts", Map.of("alerts", List.of(alert)));

    assertCounts(reply, "raised");
    var read =
        server.get(server.administrator(), "/api/v1/alerts?limit=500&after=" + reply.position());
    assertThat(read.text()).contains("service/test/checkout");
  }

  @Test
  void aChangeIsRecordedOnceAndWhoDidItLiesBesideTheRecord() {
    var feed = server.token("", "change_intake");
    var change =
        Map.of(
            "entity", "service/test/pay",
            "action", "deploy",
            "at", Instant.now().toString(),
            "reference", "CHG-" + UUID.randomUUID(),
            "fromVersion", "1",
            "toVersion", "2",
            "actor", "Jane Doe");
    var body = Map.of("changes", List.of(change));
    var first = server.post(feed, "/api/v1/changes", body);
    var second = server.post(feed, "/api/v1/changes", body);

    assertThat(first.json().path("observed").asInt()).isEqualTo(1);
    assertThat(second.json().path("repeated").asInt()).isEqualTo(1);
    var read =
        server.get(server.administrator(), "/api/v1/changes?after=" + first.position()).json();
    assertThat(read.path("items").path(0).path("actor").asString()).isEqualTo("Jane Doe");
    assertThat(events("change.observed")).doesNotContain("Jane Doe");
    assertThat(server.post(feed, "/api/v1/changes", Map.of("changes", "x")).status())
        .isEqualTo(400);
  }

  @Test
  void aBadChangeInAGoodBatchIsOnRecordOnceAndAVersionMayBeANumber() {
    var feed = server.token("", "change_intake");
    var good =
        Map.of(
            "entity",
            "service/test/pay",
            "action",
            "deploy",
            "at",
            Instant.now().toString(),
            "toVersion",
            42);
    var bad = Map.of("entity", "service/test/pay", "action", "deploy", "at", "yesterday");
    for (int i = 0; i < 2; i++) {
      var body = Map.of("changes", i == 0 ? List.of(good, bad) : List.of(bad, good, bad));
      var reply = server.post(feed, "/api/v1/changes", body);
      assertThat(reply.json().path("refused").asInt()).isEqualTo(i + 1);
    }
    Eventually.holds(
        "the change is in the view",
        () ->
            server
                .get(server.administrator(), "/api/v1/changes?limit=500")
                .text()
                .contains("\"toVersion\":\"42\""));
    assertThat(events("intake.refused").split("\"detail\":\"/changes/[0-9]/at", -1)).hasSize(2);
  }

  /** What was lost at the door is nobody's secret. */
  @Test
  void whatDidNotComeInIsSaidByTheDoctor() {
    var name = "alertmanager";
    server.postText(source, WEBHOOK, "{\"truncatedAlerts\": 7, \"alerts\": []}");
    assertThat(server.postText(source, WEBHOOK, "{\"alerts\": [7]}").status()).isEqualTo(400);
    assertThat(doctor("intake", name))
        .contains("its source left out ", "refused in the last day", "BAD_REQUEST");
  }

  @Test
  void anOddChangeIsKeptAndSaidToBeWhileTheRestIsTaken() {
    var feed = server.token("", "change_intake");
    var at = Instant.now();
    var body =
        """
        {"changes": [
          {"entity": "Bestell Übersicht", "action": "deploy", "action": "deploy", "at": "AT"},
          {"entity": "service/test/pay", "action": "stop", "at": "AT"}]}
        """
            .replace("AT", at.toString());
    var reply = server.postText(feed, "/api/v1/changes", body);

    assertThat(reply.json().path("observed").asInt()).isEqualTo(2);
    assertThat(reply.json().path("adjustments").path(0).path("detail").asString())
        .isEqualTo("kept: entity-name-replaced; member-named-twice");
    var read = server.get(server.administrator(), "/api/v1/changes?after=" + reply.position());
    assertThat(read.text())
        .contains(
            "service/unknown/Bestell-Ubersicht",
            "\"adjustments\":[\"entity_name_replaced\",\"member_named_twice\"]");
    assertThat(doctor("intake", "canonical"))
        .contains("DEGRADED", "changes kept, but ", "member named twice (");
  }

  /** Other classes share the server, and lose heartbeats of their own. */
  private boolean lossFires(String integration) {
    var alerts =
        server.get(server.administrator(), "/api/v1/alerts?status=firing&limit=500").json();
    return alerts
        .path("items")
        .valueStream()
        .map(Object::toString)
        .anyMatch(it -> it.contains("HeartbeatLost") && it.contains("/" + integration + "\""));
  }

  private String events(String type) {
    return server.get(server.administrator(), "/api/v1/audit/events?limit=500&type=" + type).text();
  }

  private static void assertCounts(TestServer.Reply reply, String outcome) {
    assertThat(reply.status()).isEqualTo(202);
    for (var word : List.of("raised", "repeated", "resolved", "suppressed", "refused")) {
      assertThat(reply.json().path(word).asInt()).as(word).isEqualTo(word.equals(outcome) ? 1 : 0);
    }
  }

  private static Map<String, Object> alert(String status, String fingerprint, String endsAt) {
    return Map.of(
        "status",
        status,
        "labels",
        Map.of(
            "alertname", "HighErrorRate",
            "service", "s" + fingerprint.substring(0, 8),
            "environment", "test",
            "severity", "critical"),
        "annotations",
        Map.of("summary", "too many errors"),
        "startsAt",
        "2026-01-01T00:00:00Z",
        "endsAt",
        endsAt,
        "fingerprint",
        fingerprint);
  }

  private static Map<String, Object> group(Object... alerts) {
    return Map.of(
        "version", "4",
        "status", "firing",
        "groupKey", "{}",
        "receiver", "countersign",
        "alerts", List.of(alerts));
  }
}
