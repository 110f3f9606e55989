package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.log.key.LogKeyFile;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.witness.RunningWitness;
import io.countersign.witness.store.CosignatureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What can do most harm waits for a witness that is lost; all else goes on. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class LostWitnessTest {
  private static final String ORIGIN = "log.example/shop";
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
  private RunningWitness witness;

  @BeforeEach
  void start() throws Exception {
    var key = new LogKeyFile(folder.resolve("log.key")).create(ORIGIN).key().toString();
    witness = RunningWitness.start("one", key, InstantSource.system(), CosignatureKind.ED25519);
    Files.writeString(folder.resolve("witnesses"), witness.policy() + "quorum one\n");
  }

  @AfterEach
  void close() throws IOException {
    witness.close();
  }

  @Test
  void highRiskWaitsAndGoesOnByItself() throws Exception {
    try (var scene = new ShopScene(this::highRisk, "", TestDatabase.create(), "production")) {
      scene.aBadReleaseFails();
      var card = scene.approve("deploy-the-former-release");
      assertThat(card.at("/policy/risk").asString()).isEqualTo("critical");
      var shown = scene.operator.get("/api/v1/remediations/" + card.path("id").asString()).body();
      assertThat(shown.path("publication").asString()).contains("witness quorum: one");
      witness.lose();
      scene.operator.approveAsAnother(card);
      scene.operator.expectEvent("remediation.held-up");
      assertThat(scene.operator.record())
          .filteredOn(it -> it.path("type").asString().equals("remediation.held-up"))
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.at("/payload/code").asString()).isEqualTo("NOT_WITNESSED");
                assertThat(it.at("/payload/detail").asString()).contains("witness one: ");
              });
      assertThat(scene.shop.effects()).isEmpty();
      assertThat(scene.types()).doesNotContain("remediation.execution-started");
      witness.comeBack();
      scene.operator.expectRemediation("completed", "deploy-the-former-release");
      assertThat(scene.shop.effects()).hasSize(1);
      assertThat(scene.operator.record().toString())
          .contains("are under the head of ", "; witness quorum: one");
    }
  }

  @Test
  void lowerRiskGoesOnUnwitnessed() throws Exception {
    try (var scene = new ShopScene(this::witnessed)) {
      Eventually.holds("a head is published", () -> published(scene) > 0);
      witness.lose();
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval");
      assertThat(scene.operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      scene.operator.expectRemediation("completed");
      assertThat(scene.operator.record().toString()).contains("unwitnessed: event ");
      var doctor = scene.operator.get("/api/v1/doctor").body().toString();
      assertThat(doctor).contains("it cosigned the head of ", "can't be connected to");
    }
  }

  private static long published(ShopScene scene) {
    try {
      return scene.operator.get("/api/v1/audit/log").body().path("published").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String witnessed(String configuration) {
    return configuration
        + "witnesses: {policy: '%s'}\n".formatted(folder.resolve("witnesses"))
        + "log: {origin: %s, key: 'file:%s'}\n".formatted(ORIGIN, folder.resolve("log.key"));
  }

  /** In production, and without the action that the shipped runbook would take. */
  private String highRisk(String configuration) {
    try {
      var runbooks = Files.createDirectory(folder.resolve("runbooks"));
      Files.writeString(runbooks.resolve("deploy.yaml"), RUNBOOK);
      return witnessed(configuration)
              .replace("environment: shop", "environment: production")
              .replace("environments: [shop]", "environments: [production]")
              .replaceAll("(?m)^ +rollback: [{]method.*\n", "")
          + "runbooks: '%s'\n".formatted(runbooks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
