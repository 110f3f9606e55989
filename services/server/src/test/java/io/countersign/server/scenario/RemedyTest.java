package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Each kind of fault gets its remedy, and what has none here is left to a person. */
@Execution(ExecutionMode.CONCURRENT)
class RemedyTest {
  @TempDir Path home;
  private Shop shop;
  private ServerProcess server;
  private Operator operator;
  private Instant since;

  private void start(String... more) throws Exception {
    shop = new Shop();
    var configuration = ShopConfiguration.of(shop, home) + String.join("", more);
    server = new ServerProcess(home, configuration);
    operator = new Operator(server.url());
    operator.waitUntilReady(server);
    operator.setUp(server.firstPassword());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    shop.close();
  }

  @Test
  void aProcessThatIsGoneIsStarted() throws Exception {
    start();
    shop.crash("orders");
    firing("orders", "web");
    approve("start-a-process");
    operator.expectRemediation("completed", "start-a-process");
    assertThat(shop.acts()).containsExactly("start orders");
    resolved("orders", "web");
    assertThat(operator.expectIncident("resolved").path("cause").path("kind").asString())
        .isEqualTo("PROCESS_DEATH");
    var record = operator.get("/api/v1/runbooks").body().path("items");
    assertThat(record.size()).isEqualTo(4);
    assertThat(record.get(3).path("runbook").asString()).isEqualTo("start-a-process");
    assertThat(record.get(3).path("verified").asInt()).isEqualTo(1);
    assertThat(record.get(3).path("failed").asInt()).isZero();
    assertThat(record.get(2).path("proposed").asInt()).isZero();
  }

  @Test
  void aProcessThatHasUsedItselfUpIsRestarted() throws Exception {
    start();
    shop.suffers("orders", ShopService.LEAKING, Instant.now().minusSeconds(40));
    firing("orders", "web");
    approve("restart-a-process");
    operator.expectRemediation("completed", "restart-a-process");
    assertThat(shop.acts()).containsExactly("restart orders");
  }

  @Test
  void asManyReplicasAreAskedForAsTheLoadTakes() throws Exception {
    start();
    shop.suffers("orders", ShopService.crowded(1), Instant.now().minusSeconds(20));
    firing("orders", "web");
    var card = approve("scale-out");
    assertThat(card.path("steps").get(0).path("parameters").path("replicas").asString())
        .isEqualTo("3");
    operator.expectRemediation("completed", "scale-out");
    assertThat(shop.acts()).containsExactly("scale orders to 3");
  }

  @Test
  void whereTheFirstRemedyDoesNotHelpTheNextIsProposedWithWhatWasLearnt() throws Exception {
    var runbooks = Files.createDirectory(home.resolve("runbooks"));
    Files.writeString(runbooks.resolve("hope.yaml"), HOPE);
    start("runbooks: " + runbooks + "\n");
    shop.deploy("2.0.0-bad");
    firing("orders", "web");
    var first = approve("restart-and-hope");
    assertThat(first.path("alternatives").get(0).asString())
        .isEqualTo("roll-back-a-release by releases: risk 2, not 1");
    operator.expectRemediation("abandoned", "restart-and-hope");
    var second = approve("roll-back-a-release");
    assertThat(second.path("learnt").get(0).asString())
        .isEqualTo(
            "restart-and-hope of service/shop/orders didn't help: error-ratio stayed at 0.6");
    operator.expectRemediation("completed", "roll-back-a-release");
    assertThat(shop.acts()).containsExactly("restart orders", "rollback orders");
  }

  @Test
  void ofTwoCausesOneIsTreatedAfterTheOtherAndThenItIsOver() throws Exception {
    start();
    shop.deploy("2.0.0-bad");
    shop.crash("stock");
    firing("orders", "web", "stock");
    var first = operator.expectRemediation("awaiting_approval").path("runbook").asString();
    approve(first);
    operator.expectRemediation("completed", first);
    var second = first.equals("start-a-process") ? "roll-back-a-release" : "start-a-process";
    approve(second);
    operator.expectRemediation("completed", second);
    assertThat(shop.acts()).containsExactlyInAnyOrder("rollback orders", "start stock");
    assertThat(operator.record())
        .noneMatch(event -> event.path("type").asString().equals("incident.resolved"));
    resolved("orders", "web", "stock");
    operator.expectIncident("resolved");
  }

  @Test
  void whatNobodyHereCanHealIsToldWithWhatWasRuledOut() throws Exception {
    start();
    shop.suffers("orders", ShopService.FAILING, Instant.now());
    firing("orders", "web");
    var incident = operator.expectEscalation("no runbook fits");
    assertThat(incident.path("escalation").asString())
        .contains("EXTERNAL of service/shop/orders")
        .contains("restart-a-process: it doesn't answer the cause EXTERNAL");
    assertThat(shop.acts()).isEmpty();
    shop.healByItself();
    resolved("orders", "web");
    operator.expectIncident("recovered");
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
        - {action: restart, expected: {version: '${state.version}'}, timeoutSeconds: 10}
      probes:
        - {name: error-ratio, signal: errors, comparison: below, threshold: 0.05}
      """;

  private JsonNode approve(String runbook) throws Exception {
    var card = operator.expectRemediation("awaiting_approval", runbook);
    assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
    return card;
  }

  private void firing(String... services) throws Exception {
    since = Instant.now();
    for (var service : services) {
      operator.alert(service, since, null);
    }
  }

  private void resolved(String... services) throws Exception {
    for (var service : services) {
      operator.alert(service, since, Instant.now());
    }
  }
}
