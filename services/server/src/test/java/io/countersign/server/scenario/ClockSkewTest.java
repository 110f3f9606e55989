package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A high-risk plan waits in the gate while clocks differ, is told of, and goes on by itself. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class ClockSkewTest {
  private static final Duration WRONG = Duration.ofMinutes(2);
  private static final String RUNBOOK =
      """
      id: deploy-the-former-release
      title: Deploy the former release
      causes: [release]
      entities: [service]
      action: rollback
      risk: 5
      requires: [version, previous]
      equal: {'${state.version}': '${cause.toVersion}'}
      steps:
        - action: deploy
          parameters: {version: '${state.previous}'}
          expected: {version: '${state.version}'}
          timeoutSeconds: 30
      probes:
        - {name: error-ratio, signal: errors, comparison: below, threshold: 0.05}
      """;

  @TempDir Path folder;

  @Test
  void aDatabaseWhoseClockIsWrongHoldsItUp() throws Exception {
    var database = TestDatabase.create();
    var clock = new DatabaseClock(database);
    try (var scene = scene(database)) {
      clock.setAhead(WRONG);
      heldUpWithout(scene);
      clock.setAhead(Duration.ZERO);
      goesOn(scene);
    }
  }

  private static void heldUpWithout(ShopScene scene) throws IOException {
    scene.aBadReleaseFails();
    var card = scene.approve("deploy-the-former-release");
    assertThat(card.at("/policy/risk").asString()).isEqualTo("critical");
    scene.operator.approveAsAnother(card);
    scene.operator.expectEvent("remediation.held-up");
    assertThat(scene.operator.record())
        .filteredOn(it -> it.path("type").asString().equals("remediation.held-up"))
        .extracting(it -> it.at("/payload/code").asString())
        .containsExactly("CLOCK_SKEWED");
    assertThat(scene.operator.record())
        .filteredOn(it -> it.path("type").asString().equals("remediation.held-up"))
        .allSatisfy(
            it ->
                assertThat(it.at("/payload/detail").asString())
                    .contains("The clock of the database is", "30 s are tolerated"));
    assertThat(scene.shop.effects()).isEmpty();
    assertThat(scene.types()).doesNotContain("remediation.execution-started");
  }

  private static void goesOn(ShopScene scene) throws IOException {
    scene.operator.expectRemediation("completed", "deploy-the-former-release");
    assertThat(scene.shop.effects()).hasSize(1);
    assertThat(scene.count("remediation.held-up")).isEqualTo(1);
  }

  private ShopScene scene(TestDatabase database) throws Exception {
    return new ShopScene(this::highRisk, "", database, "production");
  }

  /** In production, and without the action that the shipped runbook would take. */
  private String highRisk(String configuration) {
    try {
      Files.writeString(folder.resolve("deploy.yaml"), RUNBOOK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return configuration
            .replace("environment: shop", "environment: production")
            .replace("environments: [shop]", "environments: [production]")
            .replaceAll("(?m)^ +rollback: [{]method.*\n", "")
        + "runbooks: '"
        + folder
        + "'\n";
  }
}
