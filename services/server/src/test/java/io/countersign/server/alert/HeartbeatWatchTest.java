package io.countersign.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.intake.Heartbeats;
import io.countersign.server.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HeartbeatWatchTest {
  private final TestServer server = TestServer.running();
  private final Heartbeats heartbeats = server.bean(Heartbeats.class);

  /**
   * Noted but not told: as when it comes between the look at the beats and the record of a loss.
   */
  @Test
  void aBeatThatComesWhileItsLossIsRecordedEndsIt() {
    heartbeats.beat("watched", "Watchdog", Instant.now().minusSeconds(60));
    Eventually.holds("the loss is told", () -> lost("watched"));
    Eventually.holds(
        "while it beats, the loss is over",
        () -> {
          heartbeats.beat("watched", "Watchdog", Instant.now());
          return !lost("watched");
        });
  }

  /** Such as what an earlier release took for one. */
  @Test
  void whatIsNoHeartbeatByItsSettingsIsNotMissed() {
    heartbeats.beat("watched", "Watchdog", Instant.now().minusSeconds(60));
    heartbeats.beat("watched", "InfoInhibitor", Instant.now().minusSeconds(60));
    heartbeats.beat("nobody", "Watchdog", Instant.now().minusSeconds(60));
    Eventually.holds("the watch looked", () -> lost("watched"));
    assertThat(lost("InfoInhibitor")).isFalse();
    assertThat(lost("nobody")).isFalse();
  }

  @Test
  void infoInhibitorIsAnAlertThatEndsAndOpensNothing() {
    var source = server.token("alertmanager", "alert_intake");
    var began = Instant.now().minusSeconds(20);
    var told = server.post(source, "/api/v1/webhooks/alertmanager", group(began, null));
    assertThat(told.json().path("raised").asInt()).isEqualTo(1);
    var over = server.post(source, "/api/v1/webhooks/alertmanager", group(began, Instant.now()));
    assertThat(over.json().path("resolved").asInt()).isEqualTo(1);
    var incidents =
        server.get(server.administrator(), "/api/v1/incidents?limit=500&after=" + over.position());
    assertThat(incidents.text()).doesNotContain("InfoInhibitor");
    assertThat(heartbeats.all())
        .noneMatch(
            it -> it.integration().equals("alertmanager") && it.name().equals("InfoInhibitor"));
  }

  /** A planned absence: shown, but nobody is called for it until the mute is lifted. */
  @Test
  void aMuteOfItsLossHoldsBackTheIncidentUntilItIsLifted() {
    var responder = server.person("responder");
    var mute =
        server.post(
            responder,
            "/api/v1/mutes",
            Map.of(
                "entity", "integration/unknown/absent",
                "alert", "HeartbeatLost",
                "until", Instant.now().plusSeconds(3600).toString(),
                "reason", "moving house"));
    assertThat(mute.status()).as(mute.text()).isEqualTo(200);
    var id = mute.json().path("mute").asString();
    heartbeats.beat("absent", "Watchdog", Instant.now().minusSeconds(60));
    Eventually.holds("the loss is told", () -> lost("absent"));
    var shown = loss("absent").findFirst().orElseThrow();
    assertThat(shown.path("muted").asBoolean()).isTrue();
    assertThat(shown.path("heldBackBy").asString()).isEqualTo(id);
    assertThat(incidentAbout("absent")).isFalse();

    server.post(responder, "/api/v1/mutes/" + id + "/lift", Map.of());
    Eventually.holds("the incident", () -> incidentAbout("absent"));
    heartbeats.beat("absent", "Watchdog", Instant.now().plusSeconds(3600));
    Eventually.holds("the loss is over", () -> !lost("absent"));
  }

  private boolean incidentAbout(String integration) {
    return server
        .get(server.administrator(), "/api/v1/incidents?limit=500")
        .json()
        .path("items")
        .valueStream()
        .anyMatch(
            it -> it.path("firstAlert").asString().startsWith("HeartbeatLost on " + integration));
  }

  private boolean lost(String what) {
    return loss(what).findAny().isPresent();
  }

  private Stream<JsonNode> loss(String what) {
    var alerts = server.get(server.administrator(), "/api/v1/alerts?status=firing&limit=500");
    return alerts
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path("name").asString().equals("HeartbeatLost"))
        .filter(it -> it.path("labels").toString().contains(what));
  }

  private static Map<String, Object> group(Instant began, @Nullable Instant ended) {
    var alert =
        Map.of(
            "status",
            ended == null ? "firing" : "resolved",
            "labels",
            Map.of("alertname", "InfoInhibitor", "severity", "none", "service", "a23"),
            "startsAt",
            began.toString(),
            "endsAt",
            ended == null ? "0001-01-01T00:00:00Z" : ended.toString(),
            "fingerprint",
            "a23a23a23a23a23a");
    return Map.of(
        "version", "4",
        "status", "firing",
        "groupKey", "{}",
        "receiver", "countersign",
        "alerts", List.of(alert));
  }
}
