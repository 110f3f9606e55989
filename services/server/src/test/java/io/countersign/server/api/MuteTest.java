package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Mutes over HTTP, against the whole server. */
class MuteTest {
  private final TestServer server = TestServer.running();
  private final String responder = server.person("responder");
  private final String source = server.token("canonical", "alert_intake");
  private final String service = "s" + UUID.randomUUID().toString().substring(0, 8);
  private final String entity = "service/test/" + service;

  @Test
  void aMutedServiceOpensNoIncidentUntilItIsLifted() {
    var muted = mute(entity, Duration.ofHours(1));
    assertThat(muted.status()).isEqualTo(200);
    var id = muted.json().path("mute").asString();

    var told = raise();
    assertThat(told.json().path("suppressed").asInt()).isEqualTo(1);
    assertThat(told.json().path("raised").asInt()).isZero();
    var alert = alert(told.position());
    assertThat(alert.path("status").asString()).isEqualTo("firing");
    assertThat(alert.path("muted").asBoolean()).isTrue();
    assertThat(alert.path("mute").asString()).isEqualTo(id);
    assertThat(alert.path("heldBackBy").asString()).isEqualTo(id);

    var shown = listed("active", id);
    assertThat(shown.path("reason").asString()).isEqualTo("moving house");
    assertThat(shown.path("mutedBy").asString()).startsWith("p");
    assertThat(shown.path("heldBack").asInt()).isEqualTo(1);
    assertThat(shown.path("firing").asInt()).isEqualTo(1);
    assertThat(incident()).isFalse();

    var lifted = server.post(responder, "/api/v1/mutes/" + id + "/lift", Map.of());
    assertThat(lifted.json().path("outcome").asString()).isEqualTo("done");
    Eventually.holds("the incident", this::incident);
    assertThat(listed("lifted", id).path("lifting").asString()).isEqualTo("by_person");
    assertThat(alert(lifted.position()).path("muted").asBoolean()).isFalse();
    var again = server.post(responder, "/api/v1/mutes/" + id + "/lift", Map.of());
    assertThat(again.json().path("outcome").asString()).isEqualTo("unchanged");
    assertThat(events("alert.held-back")).contains(id);
    assertThat(events("alert.muted")).contains(entity).doesNotContain("moving house");
  }

  @Test
  void itIsLiftedByItself() {
    var id = mute(entity, Duration.ofSeconds(10)).json().path("mute").asString();
    assertThat(raise().json().path("suppressed").asInt()).isEqualTo(1);
    Eventually.holds("the incident", this::incident);
    assertThat(listed("lifted", id).path("lifting").asString()).isEqualTo("expired");
    assertThat(listed("lifted", id).path("liftedBy").asString()).isEqualTo("countersign");
  }

  @Test
  void anOpenIncidentStaysAndIsShownAsMuted() {
    raise();
    Eventually.holds("the incident", this::incident);
    var id = mute(entity, Duration.ofHours(1));
    var opened = incidents(id.position()).getFirst();
    var path = "/api/v1/incidents/" + opened.path("id").asString();
    Eventually.holds(
        "its loop said what it waits for",
        () -> server.get(responder, path).json().path("stillOpen").isString());
    var detail = server.get(responder, path).json();
    assertThat(detail.path("state").asString()).isEqualTo("open");
    assertThat(detail.path("muted").asBoolean()).isTrue();
    assertThat(id.json().path("known").asBoolean()).isTrue();
    var typo = "service/test/nobody-" + UUID.randomUUID();
    assertThat(mute(typo, Duration.ofHours(1)).json().path("known").asBoolean(true)).isFalse();
    assertThat(detail.path("alertList").path(0).path("mute").asString())
        .isEqualTo(id.json().path("mute").asString());
  }

  @Test
  void theSameRequestUnderOneKeyIsOneMute() {
    var body = "{\"entity\":\"" + entity + "\",\"reason\":\"r\",\"until\":\"" + in(3600) + "\"}";
    var key = UUID.randomUUID().toString();
    var first = keyed(body, key);
    var second = keyed(body, key);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(keyed(body, "other").code()).isEqualTo("ALREADY_MUTED");
  }

  @Test
  void onlyAPersonWhoWorksOnIncidentsMutes() {
    var robot = server.token("", "viewer");
    assertThat(mute(robot, entity, in(60)).code()).isEqualTo("HUMAN_REQUIRED");
    assertThat(mute(server.person("viewer"), entity, in(60)).code()).isEqualTo("FORBIDDEN");
    assertThat(mute(responder, "integration/test/alertmanager", in(60)).code())
        .isEqualTo("NOT_MUTABLE");
    assertThat(mute(responder, entity, in(-60)).code()).isEqualTo("MUTE_PERIOD");
    assertThat(mute(responder, entity, in(31 * 86_400)).code()).isEqualTo("MUTE_PERIOD");
  }

  @Test
  void whatIsNotWellAskedIsRefusedWithItsPlace() {
    var reason = Map.of("entity", entity, "until", in(60));
    var nothing = Map.of("reason", "r", "until", in(60));
    var shapeless = Map.of("entity", "orders", "reason", "r", "until", in(60));
    var endless = Map.of("entity", entity, "reason", "r");
    var wordy = Map.of("entity", entity, "until", in(60), "reason", "x".repeat(1_001));
    for (var body : List.of(reason, nothing, shapeless, endless, wordy)) {
      var reply = server.post(responder, "/api/v1/mutes", body);
      assertThat(reply.status()).as(body.toString()).isEqualTo(400);
      assertThat(reply.code()).isEqualTo("BAD_REQUEST");
    }
    var unknown = "/api/v1/mutes/mute_" + "0".repeat(32) + "/lift";
    assertThat(server.post(responder, unknown, Map.of()).code()).isEqualTo("UNKNOWN_MUTE");
    assertThat(server.post(responder, "/api/v1/mutes/x/lift", Map.of()).status()).isEqualTo(404);
    assertThat(server.get(responder, "/api/v1/mutes?state=loud").status()).isEqualTo(400);
  }

  private TestServer.Reply mute(String about, Duration span) {
    return mute(responder, about, Instant.now().plus(span).toString());
  }

  private TestServer.Reply mute(String bearer, String about, String until) {
    return server.post(
        bearer, "/api/v1/mutes", Map.of("entity", about, "until", until, "reason", "moving house"));
  }

  private TestServer.Reply keyed(String body, String key) {
    return server.send(
        server
            .request(responder, "/api/v1/mutes")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String in(long seconds) {
    return Instant.now().plusSeconds(seconds).toString();
  }

  private TestServer.Reply raise() {
    var alert =
        Map.of(
            "fingerprint", "f-" + service,
            "name", "HighErrorRate",
            "severity", "critical",
            "status", "firing",
            "startsAt", "2026-01-01T00:00:00Z",
            "attributes", Map.of("service.name", service, "deployment.environment.name", "test"));
    var reply = server.post(source, "/api/v1/alerts", Map.of("alerts", List.of(alert)));
    assertThat(reply.status()).isEqualTo(202);
    return reply;
  }

  private JsonNode alert(long after) {
    return find("/api/v1/alerts?limit=500&after=" + after, "entity", entity).getFirst();
  }

  private JsonNode listed(String state, String id) {
    return find("/api/v1/mutes?limit=500&state=" + state, "id", id).getFirst();
  }

  private boolean incident() {
    return !incidents(0).isEmpty();
  }

  private List<JsonNode> incidents(long after) {
    var path = "/api/v1/incidents?limit=500&after=" + after;
    return find(path, "firstAlert", "HighErrorRate on " + service + " (test)");
  }

  private List<JsonNode> find(String path, String field, String value) {
    return server
        .get(responder, path)
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path(field).asString("").equals(value))
        .toList();
  }

  private String events(String type) {
    return server.get(responder, "/api/v1/audit/events?limit=500&type=" + type).text();
  }
}
