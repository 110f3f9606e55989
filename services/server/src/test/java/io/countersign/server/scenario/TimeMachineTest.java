package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.scenario.Onlooker.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is shown of a moment afterwards is what was shown at that moment. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class TimeMachineTest {
  @Test
  void eachStepIsShownAsItWasShownThen() throws Exception {
    try (var scene = new ShopScene();
        var onlooker = new Onlooker(scene)) {
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval");
      onlooker.expect("remediations", "awaiting_approval");
      handled(scene, card.path("incident").asString());
      frozen(scene, Duration.ofSeconds(30));
      assertThat(scene.operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      scene.operator.expectEvent("remediation.held-up");
      onlooker.expect("remediations", "approved");
      scene.operator.expectRemediation("completed");
      onlooker.expect("incidents", "open");
      scene.alertsEnd();
      scene.operator.expectIncident("resolved");
      onlooker.expect("incidents", "resolved");
      var sights = onlooker.sights();
      assertThat(sights.size()).isGreaterThan(10);
      assertThat(sights)
          .anyMatch(it -> it.shown().at("/window/code").asString("").equals("frozen"));
      for (var sight : sights) {
        assertIsShownAgain(scene, sight);
      }
      assertIsOfTime(scene, sights);
      assertHasEdges(scene, card);
    }
  }

  /** What held the plan up, what policy wanted, and who was told. */
  @Test
  void whyNobodyWasPagedIsKnown(@TempDir Path home) throws Exception {
    var secret = Files.writeString(home.resolve("secret"), NoticeInbox.SECRET);
    try (var inbox = new NoticeInbox();
        var scene =
            new ShopScene(
                it ->
                    it
                        + "notifications:\n  - {kind: signed-webhook, url: '%s', secret: 'file:%s'}\n"
                            .formatted(inbox.url(), secret))) {
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval");
      frozen(scene, Duration.ofHours(1));
      assertThat(scene.operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      scene.operator.expectEvent("remediation.held-up");
      var kinds =
          Operator.expect(
              "the notice",
              () -> Optional.of(silence(scene)).filter(it -> it.containsKey("notified")));
      assertThat(kinds).containsKeys("raised", "opened", "needs-approval", "approval-requested");
      assertThat(kinds.get("held-up").path("rule").asString()).isEqualTo("FROZEN");
      assertThat(kinds.get("held-up").path("summary").asString()).contains("sale");
      assertThat(kinds.get("needs-approval").path("rule").asString()).contains("one-approver");
    }
  }

  private static Map<String, JsonNode> silence(ShopScene scene) throws IOException {
    var answer =
        scene.operator.get("/api/v1/audit/why-silent?service=orders&at=" + Instant.now()).body();
    var kinds = new TreeMap<String, JsonNode>();
    answer.path("items").forEach(it -> kinds.put(it.path("kind").asString(), it));
    return kinds;
  }

  private static void handled(ShopScene scene, String incident) throws Exception {
    var path = "/api/v1/incidents/" + incident;
    var said =
        Map.of(
            "acknowledge", Map.of(),
            "note", Map.of("text", "looking"),
            "assign", Map.of("to", "ann"),
            "priority", Map.of("priority", "low"));
    for (var word : said.entrySet()) {
      var reply = scene.operator.post(path + "/" + word.getKey(), word.getValue());
      assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    }
    var until = Instant.now().plus(Duration.ofHours(1)).toString();
    var mute =
        scene.operator.post(
            "/api/v1/mutes",
            Map.of("entity", "service/shop/web", "until", until, "reason", "known"));
    assertThat(mute.status()).as(mute.toString()).isEqualTo(200);
    var lift = "/api/v1/mutes/" + mute.body().path("mute").asString() + "/lift";
    assertThat(scene.operator.post(lift, Map.of()).status()).isEqualTo(200);
  }

  private static void frozen(ShopScene scene, Duration length) throws Exception {
    var now = Instant.now();
    var freeze =
        Map.of(
            "kind", "freeze",
            "scope", "environment=shop",
            "reason", "sale",
            "entries",
                List.of(
                    Map.of(
                        "start", now.minusSeconds(60).toString(),
                        "end", now.plus(length).toString())));
    var set = scene.operator.put("/api/v1/calendars/sale", freeze);
    assertThat(set.status()).as(set.toString()).isEqualTo(200);
  }

  /** A window opens by time alone: that is compared by time. */
  private static void assertIsShownAgain(ShopScene scene, Sight sight) throws Exception {
    var again = scene.operator.get(sight.path() + "?at=" + sight.position());
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.body().at("/asOf/position").asLong()).isEqualTo(sight.position());
    boolean sameTime = again.body().path("window").equals(sight.shown().path("window"));
    assertThat(sameTime ? Onlooker.told(again.body()) : timeless(Onlooker.told(again.body())))
        .as(sight.path() + " at " + sight.position())
        .isEqualTo(sameTime ? sight.shown() : timeless(sight.shown()));
  }

  private static JsonNode timeless(JsonNode shown) {
    var copy = ((ObjectNode) shown).deepCopy();
    copy.remove("window");
    copy.remove("because"); // it's left out where a window is told
    return copy;
  }

  private static void assertIsOfTime(ShopScene scene, List<Sight> sights) throws Exception {
    var same = new HashSet<String>();
    for (var sight : sights) {
      var again = scene.operator.get(sight.path() + "?at=" + sight.at());
      if (again.body().at("/asOf/position").asLong() == sight.position()) {
        assertThat(Onlooker.told(again.body()))
            .as(sight.path() + " at " + sight.at())
            .isEqualTo(sight.shown());
        same.add(sight.path() + sight.shown().at("/window/code").asString(""));
      }
    }
    assertThat(same).hasSizeGreaterThan(2).anyMatch(it -> it.endsWith("frozen"));
  }

  private static void assertHasEdges(ShopScene scene, JsonNode card) throws Exception {
    var record = scene.operator.record();
    var path = "/api/v1/remediations/" + card.path("id").asString();
    var first = new TreeMap<String, Long>();
    record.forEach(
        it -> first.putIfAbsent(it.path("type").asString(), it.path("position").asLong()));
    long proposed = first.getOrDefault("remediation.proposed", 0L);
    assertRefused(scene, path + "?at=" + (proposed - 1), 404, "NOT_YET_ON_RECORD");
    var then = scene.operator.get(path + "?at=" + proposed).body();
    assertThat(then.path("state").asString()).isEqualTo("proposed");
    assertThat(then.path("planDigest")).isEqualTo(card.path("planDigest"));
    assertThat(then.at("/asOf/evidence").size()).isPositive();
    var incident = "/api/v1/incidents/" + card.path("incident").asString();
    long opened = first.getOrDefault("incident.opened", 0L);
    assertRefused(scene, incident + "?at=" + (opened - 1), 404, "NOT_YET_ON_RECORD");
    assertRefused(scene, incident + "?at=0", 404, "NOT_YET_ON_RECORD");
    assertRefused(scene, incident + "?at=1990-01-01T00:00:00Z", 404, "NOT_YET_ON_RECORD");
    assertRefused(scene, incident + "?at=999999999", 400, "BEYOND_THE_RECORD");
    assertRefused(scene, incident + "?at=2999-01-01T00:00:00Z", 400, "BEYOND_THE_RECORD");
    var other = "/api/v1/incidents/inc_00000000000000000000?at=1";
    assertRefused(scene, other, 404, "UNKNOWN_INCIDENT");
    for (var hostile :
        List.of(
            "",
            "-1",
            "1e3",
            "+1",
            "0x1",
            "99999999999999999999",
            "2026-03-01",
            "2026-03-01T12:00:00",
            "1;drop%20view%20event",
            "%27",
            "%00",
            "%F0%9F%95%B0")) {
      assertThat(scene.operator.get(incident + "?at=" + hostile).status())
          .as(hostile)
          .isEqualTo(400);
    }
  }

  private static void assertRefused(ShopScene scene, String path, int status, String code)
      throws Exception {
    var reply = scene.operator.get(path);
    assertThat(reply.status()).as(path + reply).isEqualTo(status);
    assertThat(reply.body().path("code").asString()).isEqualTo(code);
  }
}
