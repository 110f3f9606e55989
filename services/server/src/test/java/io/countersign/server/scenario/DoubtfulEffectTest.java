package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A target that acts when nobody waits for it any more, or a server that does. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class DoubtfulEffectTest {
  /** Soon over, and it helps nobody. */
  private static final String RUNBOOK =
      """
      id: restart-in-time
      title: Restart in time
      causes: [release]
      entities: [service]
      action: restart
      risk: 1
      requires: [version]
      steps:
        - action: restart
          expected: {version: '${state.version}'}
          timeoutSeconds: 6
      probes:
        - {name: error-ratio, signal: errors, comparison: below, threshold: 0.05}
      """;

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  @Test
  void aTargetThatActsLateIsHeldUntilAPersonHasLooked() throws Exception {
    writeRunbook();
    try (var scene =
        new ShopScene(it -> it.replace("honoursKeys: true", "honoursKeys: false") + own())) {
      scene.shop.holdsActions();
      scene.aBadReleaseFails();
      scene.approve("restart-in-time");
      var abandoned = scene.operator.expectRemediation("abandoned", "restart-in-time");
      assertThat(abandoned.path("held").path(0).asString()).isEqualTo("service/shop/orders");
      assertThat(scene.shop.effects()).isEmpty();
      scene.operator.expectEscalation("EFFECT_IN_DOUBT");
      var incident =
          scene.operator.get("/api/v1/incidents/" + abandoned.path("incident").asString()).body();
      assertThat(incident.at("/held/0/remediation")).isEqualTo(abandoned.path("id"));

      scene.shop.goOn();
      Operator.expect(
          "the late effect", () -> Optional.of(true).filter(_ -> !scene.shop.effects().isEmpty()));
      assertThat(scene.operator.settle(abandoned, "occurred").status()).isEqualTo(200);
      assertThat(scene.operator.expectRemediation("abandoned").path("held")).isEmpty();
      assertThat(scene.shop.effects()).hasSize(1);
      assertThat(scene.count("remediation.step-started")).isEqualTo(1);
    }
  }

  /** What it was about to send it doesn't send any more, and it tries again under another key. */
  @Test
  void aServerThatWasStoppedUntilAfterTheDeadlineSendsNothingLate() throws Exception {
    writeRunbook();
    try (var shop = new Shop();
        var server = new ServerProcess(folder, readingBefore(shop))) {
      var operator = new Operator(server.url());
      operator.waitUntilReady(server);
      operator.setUp(server.firstPassword());
      shop.deploy("2.0.0-bad");
      operator.alert("orders", Instant.now(), null);
      operator.alert("web", Instant.now(), null);
      var card = operator.expectRemediation("awaiting_approval", "restart-in-time");
      shop.whenRead(() -> stopOnceItHasStarted(shop, server, operator));
      assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      Operator.expect("an effect", () -> Optional.of(true).filter(_ -> !shop.effects().isEmpty()));
      assertThat(stopped).isTrue();
      assertThat(shop.effects()).hasSize(1).first().asString().endsWith("-step-1-attempt-2");
    }
  }

  private volatile boolean stopped;

  /** Between the gate and the effect the target is read once more. */
  private void stopOnceItHasStarted(Shop shop, ServerProcess server, Operator operator) {
    try {
      if (operator.types().contains("remediation.step-started")) {
        shop.whenRead(() -> {});
        server.pause();
        stopped = true;
        var until = Instant.now().plusSeconds(8);
        Eventually.holds("the deadline is over", () -> Instant.now().isAfter(until));
        server.resume();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String readingBefore(Shop shop) throws IOException {
    return ShopConfiguration.of(shop, folder)
            .replace("timeoutSeconds: 10", "timeoutSeconds: 60")
            .replace(", expected_version: '${expected.version}'", "")
        + own();
  }

  private String own() {
    return "runbooks: '" + folder.resolve("runbooks") + "'\n";
  }

  private void writeRunbook() throws IOException {
    var runbooks = Files.createDirectory(folder.resolve("runbooks"));
    Files.writeString(runbooks.resolve("restart.yaml"), RUNBOOK);
  }
}
