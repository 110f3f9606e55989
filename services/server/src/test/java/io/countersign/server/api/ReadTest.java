package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, paging, and how everything that goes wrong is told. */
class ReadTest {
  private final TestServer server = TestServer.running();
  private final String viewer = server.person("viewer");

  @ParameterizedTest
  @CsvSource({
    "/api/v1/nothing,404,NOT_FOUND",
    "/api/v1/incidents/inc_0000000000000000,404,UNKNOWN_INCIDENT",
    "/api/v1/incidents/nonsense/timeline,404,UNKNOWN_INCIDENT",
    "/api/v1/remediations/nonsense,404,UNKNOWN_REMEDIATION",
    "/api/v1/incidents?state=sideways,400,BAD_REQUEST",
    "/api/v1/incidents?cursor=!,400,BAD_REQUEST",
    "/api/v1/incidents?limit=0,400,BAD_REQUEST",
    "/api/v1/incidents?limit=many,400,BAD_REQUEST",
    "/api/v1/incidents?after=soon,400,BAD_REQUEST",
    "/api/v1/audit/events?from=yesterday,400,BAD_REQUEST",
    "/api/v1/audit/events?actor=nobody-we-know,400,BAD_REQUEST",
    "/api/v1/changes?entity=x,400,BAD_REQUEST",
    "/api/v1//incidents,400,BAD_REQUEST",
    "/api/v1/incidents;x=1,400,BAD_REQUEST",
    "/api/v1/%2e%2e/v1/incidents,400,BAD_REQUEST",
  })
  void whatCannotBeAnsweredIsAProblem(String path, int status, String code) {
    var reply = server.get(viewer, path);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("type").asString()).startsWith("urn:countersign:problem:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"text\":1,\"more\":2}", "{\"text\":\"a\"} x"})
  void anUnreadableBodyIsAProblem(String body) {
    var reply =
        server.send(
            server
                .request(viewer, "/api/v1/incidents/inc_0000000000000000/note")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void aBodyThatIsTooLongIsNotRead() {
    var note = Map.of("text", "x".repeat(300_000));
    var path = "/api/v1/incidents/inc_0000000000000000/note";
    assertThat(server.post(viewer, path, note).code()).isEqualTo("TOO_LARGE");
    var chunked =
        server
            .request(viewer, path)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(new byte[300_000])));
    assertThat(server.send(chunked).status()).isIn(400, 413);
  }

  @Test
  void theWrongMethodIsNamed() {
    var reply = server.delete(viewer, "/api/v1/incidents");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(reply.header("Allow")).contains("GET");
  }

  @Test
  void everyAnswerForbidsWhatBrowsersCouldDoWithIt() {
    var reply = server.get(viewer, "/api/v1/incidents");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @Test
  void pagesHoldEachEventOnce() {
    var positions = new ArrayList<Long>();
    var cursor = "";
    do {
      var page = server.get(viewer, "/api/v1/audit/events?limit=3" + cursor).json();
      page.path("items").forEach(it -> positions.add(it.path("position").asLong()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
    } while (!cursor.isEmpty() && positions.size() < 30);

    var first = server.get(viewer, "/api/v1/audit/events?type=access.token-issued").json();
    assertThat(server.get(viewer, "/api/v1/audit/events?type=token-isued").text())
        .contains("is no event's name", "access.token-issued");
    assertThat(server.get(viewer, "/api/v1/audit/events?type=nosuch").text())
        .contains("they begin with access., alert.");
    assertThat(first.path("items").isArray()).isTrue();
    var mine = server.get(viewer, "/api/v1/audit/events?limit=3&actor=system").text();
    assertThat(mine).contains("person admin registered with administrator");
    assertThat(positions).isSorted().doesNotHaveDuplicates().first().isEqualTo(1L);
  }

  @Test
  void anIncidentIsWorkedOnByPeopleWhoMay() {
    var id = incident();
    var responder = server.person("responder");
    var path = "/api/v1/incidents/" + id;

    assertThat(server.post(viewer, path + "/acknowledge", Map.of()).code()).isEqualTo("FORBIDDEN");
    assertThat(server.post(responder, path + "/acknowledge", Map.of()).status()).isEqualTo(200);
    assertThat(server.post(responder, path + "/assign", Map.of("to", "nobody")).status())
        .isEqualTo(400);
    assertThat(server.post(responder, path + "/resolve", Map.of("reason", "bored")).status())
        .isEqualTo(403);
    var noted = server.post(responder, path + "/note", Map.of("text", "Looks like the release"));
    assertThat(noted.status()).isEqualTo(200);

    var read = server.get(viewer, path + "?after=" + noted.position()).json();
    assertThat(read.path("state").asString()).isEqualTo("open");
    assertThat(read.path("acknowledgedBy").asString()).startsWith("p");
    assertThat(read.path("notes").path(0).path("text").asString()).startsWith("Looks");
    assertThat(read.path("alertList").size()).isEqualTo(1);
    var timeline = server.get(viewer, path + "/timeline?limit=500");
    assertThat(timeline.text())
        .contains("incident.opened", "incident.acknowledged")
        .doesNotContain("Looks like the release");
    assertThat(server.get(viewer, "/api/v1/incidents?state=open").text()).contains(id);
    assertThat(server.get(viewer, "/api/v1/incidents?state=closed").text()).doesNotContain(id);
  }

  private String incident() {
    var fingerprint = UUID.randomUUID().toString();
    var alert =
        Map.of(
            "name", "Down",
            "severity", "critical",
            "status", "firing",
            "startsAt", "2026-01-01T00:00:00Z",
            "fingerprint", fingerprint,
            "attributes", Map.of("service.name", "lonely-" + fingerprint.substring(0, 8)));
    server.post(
        server.token("", "alert_intake"), "/api/v1/alerts", Map.of("alerts", List.of(alert)));
    return Eventually.get(
        "the incident",
        () ->
            server
                .get(viewer, "/api/v1/incidents?limit=500")
                .json()
                .path("items")
                .valueStream()
                .filter(it -> it.path("entities").toString().contains(fingerprint.substring(0, 8)))
                .map(it -> it.path("id").asString())
                .findFirst());
  }

  @Test
  void theCatalogueIsReplacedAsAWhole() {
    var admin = server.administrator();
    var first =
        server.put(
            admin,
            "/api/v1/catalog",
            """
            environment: test
            entities:
              - {name: shop, owner: web, tier: 1, entryPoint: true}
              - {name: pay, owner: money, tier: 2}
            relations: [{from: shop, to: pay}]
            """);
    assertThat(first.json().path("declared").asInt()).isEqualTo(2);
    assertThat(first.json().path("relationsDeclared").asInt()).isEqualTo(1);

    assertThat(first.json().has("undeclared")).isFalse();
    var slip = "{environment: test, entities: [], relations: [{from: shop, to: pya}]}";
    assertThat(server.put(admin, "/api/v1/catalog", "# a slip\n" + slip).text())
        .contains("service/test/pya", "service/test/shop");
    server.put(
        admin,
        "/api/v1/catalog",
        """
        environment: test
        entities:
          - {name: shop, owner: web, tier: 1, entryPoint: true}
          - {name: pay, owner: money, tier: 2}
        relations: [{from: shop, to: pay}]
        """);

    var second =
        server.put(
            admin,
            "/api/v1/catalog",
            "{\"environment\":\"test\",\"entities\":[{\"name\":\"shop\",\"owner\":\"web\","
                + "\"tier\":1,\"entryPoint\":true}]}");
    assertThat(second.json().path("declared").asInt()).isZero();
    assertThat(second.json().path("retired").asInt()).isEqualTo(1);
    assertThat(second.json().path("relationsRetired").asInt()).isEqualTo(1);

    var read = server.get(viewer, "/api/v1/catalog").json();
    assertThat(read.path("entities").path(0).path("id").asString()).isEqualTo("service/test/shop");
    assertThat(server.put(viewer, "/api/v1/catalog", "{}").status()).isEqualTo(403);
    var bad = server.put(admin, "/api/v1/catalog", "entities: [{name: x}]");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.json().path("errors").size()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aRunbookThatNothingCanCarryOutSaysSo() {
    assertThat(server.get(viewer, "/api/v1/runbooks").json().path("items").valueStream())
        .isNotEmpty()
        .allMatch(it -> it.path("obstacle").asString().equals("no executor is configured"));
  }

  @Test
  void theDoctorLooksAtEverything() {
    server.person("approver");
    var found =
        Eventually.get(
            "nothing of the server's own is broken, nor behind for a moment",
            () -> Optional.of(server.get(viewer, "/api/v1/doctor")).filter(ReadTest::isWell));
    assertThat(found.json().path("checks").findValuesAsString("kind"))
        .contains("ledger", "database", "clock", "engine", "people");
    assertThat(found.text())
        .contains("no source of evidence is configured", "no executor is configured");
  }

  private static boolean isWell(TestServer.Reply found) {
    return found
        .json()
        .path("checks")
        .valueStream()
        .filter(it -> !it.path("kind").asString().equals("integration"))
        .allMatch(it -> it.path("ok").asBoolean());
  }

  @Test
  void healthIsForEverybodyAndMetricsForReaders() {
    assertThat(server.get("", "/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(server.get("", "/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(server.get("", "/actuator/prometheus").status()).isEqualTo(401);
    var metrics = server.get(viewer, "/actuator/prometheus");
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.text()).contains("countersign_approvals_waiting", "countersign_ledger_head");
    assertThat(server.get(viewer, "/actuator/env").status()).isEqualTo(404);
  }
}
