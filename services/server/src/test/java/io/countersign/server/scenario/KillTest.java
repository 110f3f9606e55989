package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Cases;
import io.countersign.ledger.testing.ScratchFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One incident, and the server killed as soon as a step of its loop is on record: it goes on from
 * the ledger alone, loses nothing that was acknowledged, and does nothing twice. With {@code
 * -Pthorough} at every step.
 */
@Order(1)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
  /** Each is seen in the record, then the process is killed; approving comes in between. */
  private static final List<String> UNTIL_THE_CARD =
      List.of(
          "alert.raised",
          "incident.opened",
          "incident.evidence-gathered",
          "incident.diagnosis-made",
          "remediation.proposed",
          "remediation.policy-evaluated",
          "remediation.approval-requested");

  private static final List<String> AFTER_THE_CARD =
      List.of(
          "remediation.approved",
          "remediation.execution-started",
          "remediation.step-started",
          "remediation.step-completed",
          "remediation.verification-passed",
          "remediation.completed");

  /** Where it begins, where it waits for a person, in the middle of an effect, and at the end. */
  private static final Set<String> ALWAYS =
      Set.of(
          "incident.opened",
          "incident.diagnosis-made",
          "remediation.approval-requested",
          "remediation.approved",
          "remediation.step-started",
          "remediation.verification-passed");

  @TempDir(factory = ScratchFolder.class)
  Path home;

  @Test
  void goesOnAfterBeingKilledAtEachStep() throws Exception {
    try (var shop = new Shop();
        var server = new ServerProcess(home, ShopConfiguration.of(shop, home))) {
      var operator = new Operator(server.url());
      operator.waitUntilReady(server);
      operator.setUp(server.firstPassword());
      shop.deploy("2.0.0-bad");
      var since = Instant.now();
      assertThat(operator.alert("orders", since, null).status()).isEqualTo(202);
      assertThat(operator.alert("web", since, null).status()).isEqualTo(202);
      for (var step : chosen(UNTIL_THE_CARD)) {
        killAt(step, server, operator);
      }
      var card = operator.expectRemediation("awaiting_approval");
      assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      for (var step : chosen(AFTER_THE_CARD)) {
        killAt(step, server, operator);
      }
      operator.alert("orders", since, Instant.now());
      operator.alert("web", since, Instant.now());
      operator.expectIncident("resolved");
      assertThat(shop.effects()).hasSize(1).first().asString().startsWith("rollback ");
      assertThat(shop.version()).isEqualTo("1.0.0");
      assertOneGaplessRecord(operator);
    }
  }

  private static List<String> chosen(List<String> steps) {
    return Cases.thorough() ? steps : steps.stream().filter(ALWAYS::contains).toList();
  }

  private static void killAt(String step, ServerProcess server, Operator operator)
      throws Exception {
    operator.expectEvent(step);
    server.kill();
    server.startAgain();
    operator.waitUntilReady(server);
  }

  private static void assertOneGaplessRecord(Operator operator) throws Exception {
    var record = operator.record();
    var positions = record.stream().map(e -> e.path("position").asInt()).sorted().toList();
    assertThat(positions).isEqualTo(IntStream.rangeClosed(1, positions.size()).boxed().toList());
    assertThat(record).filteredOn(e -> e.path("type").asString().equals("alert.raised")).hasSize(2);
    assertThat(record)
        .filteredOn(e -> e.path("type").asString().equals("incident.opened"))
        .hasSize(1);
  }
}
