package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alerts that end, and don't stay so: from the webhook to the incident. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EpisodeTest {
  private static EpisodeScene scene;

  private final Instant start = Instant.now().minusSeconds(30);

  @BeforeAll
  static void serve() throws Exception {
    scene = new EpisodeScene();
  }

  @AfterAll
  static void end() throws IOException {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void whatFiresAgainAfterItsIncidentWasClosedHasAnOpenIncidentAndAnEndWithAnotherStartEndsIt() {
    var token = scene.token("alertmanager");
    scene.deliver(token, "orders", start, null);
    scene.expectOpenIncident("orders");
    scene.deliver(token, "orders", start, Instant.now());
    scene.expectStatuses("orders", "resolved");
    scene.closeIncident("orders");

    tellUntilItFires(token, "orders");
    scene.expectStatuses("orders", "firing", "resolved");
    scene.expectOpenIncident("orders");

    var end = Instant.now();
    scene.deliver(token, "orders", end, end);
    scene.expectStatuses("orders", "resolved", "resolved");
  }

  @Test
  void whatFiresAgainThoughItsIncidentWasClosedWhileItFiredHasAnOpenOne() {
    var token = scene.token("alertmanager");
    scene.deliver(token, "stock", start, null);
    scene.expectOpenIncident("stock");
    scene.closeIncident("stock");
    scene.deliver(token, "stock", start, Instant.now());
    scene.expectStatuses("stock", "resolved");

    tellUntilItFires(token, "stock");
    scene.expectStatuses("stock", "firing", "resolved");
    scene.expectOpenIncident("stock");
  }

  @Test
  void whatItsSourceIsSilentAboutEndsAsStaleAndIsRaisedAnewByTheNextWord() {
    var token = scene.token(EpisodeScene.FLEETING);
    scene.deliver(token, "web", start, null);
    scene.expectStatuses("web", "resolved");
    var over = scene.episodes("web").getFirst();
    assertThat(over.path("reason").asString()).isEqualTo("stale");
    assertThat(over.path("endsAt").asString()).isNotEmpty();
    scene.expectOpenIncident("web");
    scene.closeIncident("web");

    tellUntilItFires(token, "web");
    Eventually.holds(
        "while it's told, an open incident",
        () -> {
          scene.deliver(token, "web", start, null);
          return scene.open("web") == 1;
        });
  }

  /** Prometheus lets an alert lapse while it can't reach them, then goes on with the same start. */
  @Test
  void whatLapsedAtAPairOfRealAlertmanagersFiresAgain() throws IOException {
    var program = AlertmanagerPair.program();
    Assumptions.assumeTrue(
        program.isPresent(),
        "SKIPPED: no Alertmanager (prometheus-alertmanager) is installed; no pair delivered");
    var labels = EpisodeScene.labels("pair");
    try (var pair = scene.pair(program.get())) {
      Eventually.holds(
          "while it's posted, it fires",
          () -> {
            post(pair, labels, Instant.now().plusSeconds(5));
            return scene.statuses("pair").equals(List.of("firing"));
          });
      scene.expectOpenIncident("pair");
      scene.expectStatuses("pair", "resolved");
      scene.closeIncident("pair");

      pair.post(labels, start, Instant.now().plusSeconds(600));
      scene.expectStatuses("pair", "firing", "resolved");
      scene.expectOpenIncident("pair");
      scene.expectTold("pair", 6);

      pair.post(labels, start, Instant.now());
      scene.expectStatuses("pair", "resolved", "resolved");
      assertThat(scene.openings("pair")).isEqualTo(2);
    }
  }

  private void post(AlertmanagerPair pair, Map<String, String> labels, Instant end) {
    try {
      pair.post(labels, start, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So soon after an end one word is in doubt; its source repeats it. */
  private void tellUntilItFires(String token, String service) {
    scene.deliver(token, service, start, null);
    Eventually.holds(
        service + " fires again",
        () -> {
          scene.deliver(token, service, start, null);
          return scene.statuses(service).contains("firing");
        });
  }
}
