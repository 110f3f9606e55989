package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Lowering a tier isn't a lever for the quorum. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class LoweredTierTest {
  private static final String RISKY =
      """
      id: restart-at-a-risk
      title: Restart it, at a risk
      causes: [external]
      entities: [service]
      action: restart
      risk: 4
      requires: [version]
      steps:
        - {action: restart, expected: {version: '${state.version}'}, timeoutSeconds: 10}
      probes:
        - {name: error-ratio, signal: errors, comparison: below, threshold: 0.05}
      """;

  /** Two approve what is of high risk on tier 1: also on what was of tier 1 within a day. */
  @Test
  void whatMatteredMostThisDayTakesTwo(@TempDir Path runbooks) throws Exception {
    Files.writeString(runbooks.resolve("risky.yaml"), RISKY);
    try (var scene = new ShopScene(it -> it + "runbooks: " + runbooks + "\n")) {
      scene.operator.declareOrders(1);
      scene.operator.declareOrders(4);
      scene.shop.suffers("orders", ShopService.FAILING, Instant.now());
      scene.firing("orders", "web");
      scene.approve("restart-at-a-risk");
      var asked = scene.operator.record().stream().filter(LoweredTierTest::asksForTwo).toList();
      assertThat(asked).hasSize(1);
      assertThat(scene.operator.expectRemediation("awaiting_approval", "restart-at-a-risk"))
          .as("one doesn't suffice")
          .isNotNull();
      assertThat(scene.shop.acts()).isEmpty();
    }
  }

  private static boolean asksForTwo(JsonNode event) {
    return event.path("type").asString().equals("remediation.approval-requested")
        && event.toString().contains("\"quorum\":2");
  }
}
