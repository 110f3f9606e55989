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

/** Each kind of fault gets its remedy, and what has none here is left to a person. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class RemedyTest {
  @Test
  void aProcessThatIsGoneIsStarted() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.crash("orders");
      scene.firing("orders", "web");
      scene.approve("start-a-process");
      scene.operator.expectRemediation("completed", "start-a-process");
      assertThat(scene.shop.acts()).containsExactly("start orders");
      scene.resolved("orders", "web");
      assertThat(scene.operator.expectIncident("resolved").path("cause").path("kind").asString())
          .isEqualTo("PROCESS_DEATH");
      var record = scene.operator.get("/api/v1/runbooks").body().path("items");
      assertThat(record.size()).isEqualTo(4);
      assertThat(record.get(3).path("runbook").asString()).isEqualTo("start-a-process");
      assertThat(record.get(3).path("verified").asInt()).isEqualTo(1);
      assertThat(record.get(3).path("failed").asInt()).isZero();
      assertThat(record.get(2).path("proposed").asInt()).isZero();
    }
  }

  @Test
  void aProcessThatHasUsedItselfUpIsRestarted() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.suffers("orders", ShopService.LEAKING, Instant.now().minusSeconds(40));
      scene.firing("orders", "web");
      scene.approve("restart-a-process");
      scene.operator.expectRemediation("completed", "restart-a-process");
      assertThat(scene.shop.acts()).containsExactly("restart orders");
    }
  }

  @Test
  void asManyReplicasAreAskedForAsTheLoadTakes() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.suffers("orders", ShopService.crowded(1), Instant.now().minusSeconds(20));
      scene.firing("orders", "web");
      var card = scene.approve("scale-out");
      assertThat(card.path("steps").get(0).path("parameters").path("replicas").asString())
          .isEqualTo("3");
      scene.operator.expectRemediation("completed", "scale-out");
      assertThat(scene.shop.acts()).containsExactly("scale orders to 3");
    }
  }

  @Test
  void whereTheFirstRemedyDoesNotHelpTheNextIsProposedWithWhatWasLearnt(@TempDir Path runbooks)
      throws Exception {
    Files.writeString(runbooks.resolve("hope.yaml"), HOPE);
    var more = "runbooks: " + runbooks + "\n";
    try (var scene = new ShopScene(it -> ShopConfiguration.givingUpSoon(it) + more)) {
      scene.shop.deploy("2.0.0-bad");
      scene.firing("orders", "web");
      var first = scene.approve("restart-and-hope");
      assertThat(first.path("alternatives").get(0).asString())
          .isEqualTo("roll-back-a-release by releases: risk 2, not 1");
      scene.operator.expectRemediation("abandoned", "restart-and-hope");
      var second = scene.approve("roll-back-a-release");
      assertThat(second.path("learnt").get(0).asString())
          .isEqualTo(
              "restart-and-hope of service/shop/orders didn't help: error-ratio stayed at 0.6");
      scene.operator.expectRemediation("completed", "roll-back-a-release");
      assertThat(scene.shop.acts()).containsExactly("restart orders", "rollback orders");
    }
  }

  @Test
  void whereTheFirstRemedyWasUndoneTheNextIsProposed(@TempDir Path runbooks) throws Exception {
    Files.writeString(runbooks.resolve("hope.yaml"), HOPE + BACK);
    var more = "runbooks: " + runbooks + "\n";
    try (var scene = new ShopScene(it -> ShopConfiguration.givingUpSoon(it) + more)) {
      scene.shop.deploy("2.0.0-bad");
      scene.firing("orders", "web");
      scene.approve("restart-and-hope");
      scene.operator.expectRemediation("rolled_back", "restart-and-hope");
      scene.approve("roll-back-a-release");
      scene.operator.expectRemediation("completed", "roll-back-a-release");
      assertThat(scene.shop.acts())
          .containsExactly("restart orders", "start orders", "rollback orders");
      scene.resolved("orders", "web");
      scene.operator.expectIncident("resolved");
    }
  }

  @Test
  void ofTwoCausesOneIsTreatedAfterTheOtherAndThenItIsOver() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.deploy("2.0.0-bad");
      scene.shop.crash("stock");
      scene.firing("orders", "web", "stock");
      var first = scene.operator.expectRemediation("awaiting_approval").path("runbook").asString();
      scene.approve(first);
      scene.operator.expectRemediation("completed", first);
      var second = first.equals("start-a-process") ? "roll-back-a-release" : "start-a-process";
      scene.approve(second);
      scene.operator.expectRemediation("completed", second);
      assertThat(scene.shop.acts()).containsExactlyInAnyOrder("rollback orders", "start stock");
      assertThat(scene.operator.record())
          .noneMatch(event -> event.path("type").asString().equals("incident.resolved"));
      scene.resolved("orders", "web", "stock");
      scene.operator.expectIncident("resolved");
    }
  }

  @Test
  void whatNobodyHereCanHealIsToldWithWhatWasRuledOut() throws Exception {
    try (var scene = new ShopScene()) {
      scene.shop.suffers("orders", ShopService.FAILING, Instant.now());
      scene.firing("orders", "web");
      var incident = scene.operator.expectEscalation("no runbook fits");
      assertThat(incident.path("escalation").asString())
          .contains("EXTERNAL of service/shop/orders")
          .contains("restart-a-process: it doesn't answer the cause EXTERNAL");
      assertThat(scene.shop.acts()).isEmpty();
      scene.shop.healByItself();
      scene.resolved("orders", "web");
      scene.operator.expectIncident("recovered");
    }
  }

  /** A remedy that someone believes in and that a bad release survives. */
  private static final String HOPE =
      """
      id: restart-and-hope
      title: Restart and hope
      causes: [release]
      entities: [service]
      action: restart
      risk: 1
      requires: [version]
      steps:
        - {action: restart, expected: {version: '${state.version}'}, timeoutSeconds: 30}
      probes:
        - {name: error-ratio, signal: errors, comparison: below, threshold: 0.05}
      """;

  private static final String BACK =
      """
      rollback:
        - {action: start, timeoutSeconds: 30}
      """;
}
