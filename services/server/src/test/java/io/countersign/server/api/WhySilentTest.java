package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each reason why nobody was paged, once, against the whole server. */
class WhySilentTest {
  /** Of its own: others date events as they need them, and here it's asked by time. */
  private static final TestServer OWN = TestServer.fresh();

  private final TestServer server = OWN;
  private final String responder = server.person("responder");
  private final String source = server.token("canonical", "alert_intake");
  private final String service = "s" + UUID.randomUUID().toString().substring(0, 8);
  private final String entity = "service/test/" + service;
  private final Instant began = Instant.now();
  private long told;

  private void tell(String name, String status, Instant startsAt) {
    var alert = new HashMap<String, Object>();
    alert.putAll(
        Map.of(
            "fingerprint",
            name + service,
            "name",
            name,
            "severity",
            "critical",
            "status",
            status,
            "startsAt",
            startsAt.toString(),
            "attributes",
            Map.of("service.name", service, "deployment.environment.name", "test")));
    if (status.equals("resolved")) {
      alert.put("endsAt", Instant.now().toString());
    }
    var reply = server.post(source, "/api/v1/alerts", Map.of("alerts", List.of(alert)));
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    told = reply.position();
  }

  @AfterAll
  static void end() {
    OWN.close();
  }

  private TestServer.Reply ask(String query) {
    return server.get(responder, "/api/v1/audit/why-silent?" + query);
  }

  private JsonNode silence() {
    return silence(Instant.now());
  }

  private JsonNode silence(Instant at) {
    var reply = ask("service=" + entity + "&around=PT10M&at=" + at + "&after=" + told);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> kinds(JsonNode items) {
    return items.valueStream().map(it -> it.path("kind").asString()).toList();
  }

  private static JsonNode item(JsonNode items, String kind) {
    return items
        .valueStream()
        .filter(it -> it.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " in " + items));
  }

  private static String conclusions(JsonNode silence) {
    return silence.path("conclusions").toString();
  }

  private String muted() {
    var body =
        Map.of(
            "entity",
            entity,
            "until",
            Instant.now().plus(Duration.ofHours(1)).toString(),
            "reason",
            "moving house");
    return server.post(responder, "/api/v1/mutes", body).json().path("mute").asString();
  }

  private void awaitIncident() {
    Eventually.holds(
        "the incident",
        () -> server.get(responder, "/api/v1/incidents?limit=500").text().contains(entity));
  }

  @Test
  void aMuteHeldItBack() {
    var mute = muted();
    tell("Down", "firing", began);
    var silence = silence();
    assertThat(kinds(silence.path("items"))).containsSubsequence("muted", "muted", "raised");
    assertThat(silence.path("items").valueStream().map(it -> it.path("rule").asString("")))
        .contains(mute);
    assertThat(conclusions(silence))
        .contains("Held back by " + mute)
        .doesNotContain("joined no incident");
  }

  /** Once it's lifted it doesn't stand any more, and before it was made it didn't yet. */
  @Test
  void aMuteStandsWhileItHolds() {
    var before = Instant.now();
    var mute = muted();
    var during = Instant.now();
    server.post(responder, "/api/v1/mutes/" + mute + "/lift", Map.of());
    tell("Down", "firing", Instant.now());
    var after = Instant.now();
    assertThat(standing(before)).doesNotContain(mute);
    assertThat(standing(during)).contains(mute);
    assertThat(standing(after)).doesNotContain(mute);
  }

  private String standing(Instant from) {
    var reply = ask("service=" + entity + "&around=PT0.001S&at=" + from.plusMillis(1));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("standing").toString();
  }

  @Test
  void itHadEndedBeforeItWasHeardOf() {
    tell("Down", "resolved", began.minusSeconds(60));
    var silence = silence();
    assertThat(item(silence.path("items"), "suppressed").path("rule").asString())
        .isEqualTo("ended-before-seen");
    assertThat(conclusions(silence)).contains("Not acted upon");
  }

  @Test
  void itWasToldAgainAndJoinedWhatWasOpen() {
    tell("Down", "firing", began);
    awaitIncident();
    tell("Down", "firing", began);
    tell("Slow", "firing", Instant.now());
    Eventually.holds("it joined", () -> kinds(silence().path("items")).contains("joined"));
    var silence = silence();
    assertThat(kinds(silence.path("items")))
        .containsSubsequence("raised", "opened")
        .contains("repeated");
    assertThat(item(silence.path("items"), "joined").path("rule").asString()).isNotEmpty();
    assertThat(conclusions(silence))
        .contains("Down at", "opened inc_")
        .contains("Deduplicated")
        .contains("which was open already")
        .contains("No notice of its incidents is kept");
    assertThat(silence.path("items").valueStream().map(it -> it.path("at").asString()).toList())
        .isSorted();
  }

  @Test
  void itWasRefusedAtTheDoor() {
    tell("Down", "firing", began);
    server.post("nonsense", "/api/v1/alerts", Map.of("alerts", List.of()));
    Eventually.holds("the refusal", () -> kinds(silence().path("items")).contains("refused"));
    var refused = item(silence().path("items"), "refused");
    assertThat(refused.path("rule").asString()).isEqualTo("UNAUTHENTICATED");
    assertThat(conclusions(silence())).contains("At the door");
  }

  @Test
  void nothingCame() {
    tell("Down", "firing", began);
    awaitIncident();
    var at = began.minus(Duration.ofDays(2));
    var silence = silence(at);
    assertThat(silence.path("items").size()).isZero();
    assertThat(silence.path("standing").size()).isZero();
    assertThat(silence.path("upTo").asLong()).isZero();
    assertThat(conclusions(silence))
        .contains("No source spoke of " + entity)
        .contains("Nothing about it is on record before that either")
        .contains("No source had raised an alert at all by then");
    assertThat(silence.path("unknown").size()).isPositive();
    assertThat(silence.path("warning").asString()).contains("isn't in the catalogue");
  }

  /** It fires on: that it did so before is what is known, and whence alerts came at all. */
  @Test
  void nothingNewCameOfWhatFiresOn() {
    tell("Down", "firing", began);
    awaitIncident();
    var query = "service=" + entity + "&around=PT0.001S&at=" + Instant.now();
    var silence = ask(query).json();
    assertThat(kinds(silence.path("standing"))).contains("opened", "raised");
    assertThat(conclusions(silence))
        .contains("No source spoke of " + entity)
        .contains("the last word about it was")
        .contains("Down fired already")
        .contains("was open already, since")
        .contains("no notice of it before that is kept")
        .contains("No new alert at all arrived from canonical");
  }

  @Test
  void aSourceWasLost() {
    var alert =
        Map.of(
            "status", "firing",
            "labels", Map.of("alertname", "Watchdog", "severity", "none"),
            "annotations", Map.of(),
            "startsAt", "2026-01-01T00:00:00Z",
            "endsAt", "0001-01-01T00:00:00Z",
            "fingerprint", "beat");
    var delivery =
        Map.of(
            "version", "4",
            "groupKey", "{}",
            "status", "firing",
            "receiver", "countersign",
            "groupLabels", Map.of(),
            "commonLabels", Map.of(),
            "commonAnnotations", Map.of(),
            "externalURL", "http://127.0.0.1",
            "alerts", List.of(alert));
    var watched = server.token("watched", "alert_intake");
    var reply = server.post(watched, "/api/v1/webhooks/alertmanager", delivery);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    Eventually.holds("it's lost", () -> lost().contains("watched"));
    assertThat(conclusions(silence())).contains("has fallen silent");
    var later = ask("service=" + entity + "&around=PT0.001S&at=" + Instant.now()).json();
    assertThat(later.path("standing").toString()).contains("heartbeat-lost");
    assertThat(conclusions(later)).contains("In force already: ");
  }

  private String lost() {
    return silence()
        .path("items")
        .valueStream()
        .filter(it -> it.path("kind").asString().equals("heartbeat-lost"))
        .toList()
        .toString();
  }

  @Test
  void executionWasHaltedThere() {
    var halt =
        "{\"on\": true, \"reason\": \"storm " + service + "\", \"service\": \"" + service + "\"}";
    assertThat(server.put(server.administrator(), "/api/v1/kill-switch", halt).status())
        .isEqualTo(200);
    assertThat(item(silence().path("items"), "kill-switch-set").path("summary").asString())
        .contains("storm " + service);
    var other = ask("service=service/test/other&around=PT10M&at=" + Instant.now()).text();
    assertThat(other).doesNotContain("storm " + service);
    var later = ask("service=" + entity + "&around=PT0.001S&at=" + Instant.now()).json();
    assertThat(later.path("standing").toString()).contains("storm " + service);
  }

  @Test
  void hostileQuestionsAreRefused() {
    var at = "&at=" + Instant.now();
    var named = "service=" + entity;
    for (var bad :
        List.of(
            "",
            named,
            "service=&at=x",
            "service=" + service + at, // a name that nobody catalogued
            "service=a/b" + at,
            "service="
                + URLEncoder.encode("service/x/';drop table event", StandardCharsets.UTF_8)
                + at,
            "service=%00" + at,
            named + "&at=yesterday",
            named + "&at=2026-03-01T12:00:00",
            named + "&at=2999-01-01T00:00:00Z",
            named + at + "&around=PT25H",
            named + at + "&around=-PT1M",
            named + at + "&around=PT0S",
            named + at + "&around=15m",
            named + at + "&around=P99999999999999999D")) {
      assertThat(ask(bad).status()).as(bad).isEqualTo(400);
    }
    assertThat(ask(named + "&at=2999-01-01T00:00:00Z").code()).isEqualTo("BEYOND_THE_RECORD");
    var nobody = server.get("", "/api/v1/audit/why-silent?" + named + at);
    assertThat(nobody.status()).isEqualTo(401);
    var delivering = server.get(source, "/api/v1/audit/why-silent?" + named + at);
    assertThat(delivering.status()).isEqualTo(403);
  }

  /** Whoever sees a part asks about that part, by name or id; of others there is nothing. */
  @Test
  void whatIsAnotherTeamsIsNotTold() {
    var team = "team-" + service;
    var declared =
        server.put(
            server.administrator(),
            "/api/v1/catalog",
            "environment: why-%s%nentities:%n  - {name: mine-%s, owner: %s, tier: 2}%n  - {name: theirs-%s, owner: others, tier: 2}%n"
                .formatted(service, service, team, service));
    assertThat(declared.status()).as(declared.text()).isEqualTo(200);
    var name = "p" + UUID.randomUUID();
    server.add(name);
    var grant = Map.of("principal", name, "role", "responder", "team", team);
    assertThat(server.post(server.administrator(), "/api/v1/grants", grant).status())
        .isEqualTo(200);
    var bounded = server.login(name, TestServer.password());
    var path = "/api/v1/audit/why-silent?at=" + Instant.now() + "&service=";
    var own = server.get(bounded, path + "mine-" + service);
    assertThat(own.json().path("service").asString())
        .isEqualTo("service/why-" + service + "/mine-" + service);
    assertThat(own.json().has("warning")).isFalse();
    assertThat(server.get(bounded, path + "theirs-" + service).status()).isEqualTo(400);
    var id = path + "service/why-" + service + "/theirs-" + service;
    assertThat(server.get(bounded, id).code()).isEqualTo("UNKNOWN_SERVICE");
    assertThat(server.get(responder, id).status()).isEqualTo(200);
  }
}
