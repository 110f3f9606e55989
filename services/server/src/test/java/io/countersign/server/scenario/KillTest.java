package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Cases;
import io.countersign.ledger.testing.ScratchFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final List<String> LOOP =
      List.of(
          "alert.raised",
          "incident.opened",
          "incident.evidence-gathered",
          "incident.diagnosis-made",
          "remediation.proposed",
          "remediation.policy-evaluated",
          "remediation.approval-requested",
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

  /** What comes after these waits for time to pass, for a person, or for the target. */
  private static final Set<String> STANDS_STILL =
      Set.of("incident.opened", "remediation.approval-requested", "remediation.step-started");

  @TempDir(factory = ScratchFolder.class)
  Path home;

  private final Map<String, Instant> kills = new LinkedHashMap<>();

  @Test
  void goesOnAfterBeingKilledAtEachStep() throws Exception {
    try (var shop = new Shop();
        var server = new ServerProcess(home, ShopConfiguration.of(shop, home))) {
      var operator = new Operator(server.url());
      operator.waitUntilReady(server);
      operator.setUp(server.firstPassword());
      var gate = RecordGate.in(home);
      shop.deploy("2.0.0-bad");
      var since = Instant.now();
      var steps = new ArrayDeque<>(chosen());
      holdAfter(steps, gate);
      assertThat(operator.alert("orders", since, null).status()).isEqualTo(202);
      if (steps.getFirst().equals("alert.raised")) {
        killAtNext(steps, gate, server, operator);
      }
      assertThat(operator.alert("web", since, null).status()).isEqualTo(202);
      while (!steps.getFirst().equals("remediation.approved")) {
        killAtNext(steps, gate, server, operator);
      }
      var card = operator.expectRemediation("awaiting_approval");
      shop.holdsActions();
      assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      while (!steps.isEmpty()) {
        if (killAtNext(steps, gate, server, operator).equals("remediation.step-started")) {
          shop.goOn();
        }
      }
      operator.alert("orders", since, Instant.now());
      operator.alert("web", since, Instant.now());
      operator.expectIncident("resolved");
      assertThat(shop.acts()).containsExactly("rollback orders");
      assertThat(shop.effects()).hasSize(1).first().asString().startsWith("rollback ");
      assertThat(shop.version()).isEqualTo("1.0.0");
      assertOneGaplessRecord(operator);
      assertKilledWhereItSays(operator);
    }
  }

  /** What follows each step of the loop wasn't there yet. */
  private void assertKilledWhereItSays(Operator operator) throws Exception {
    var record = operator.record();
    assertThat(kills.keySet()).containsExactlyElementsOf(chosen());
    kills.forEach(
        (step, at) -> {
          var there =
              record.stream()
                  .filter(event -> !Instant.parse(event.path("at").asString()).isAfter(at))
                  .map(event -> event.path("type").asString())
                  .toList();
          var newest = LOOP.stream().filter(there::contains).reduce((_, later) -> later);
          assertThat(newest).as("the newest at the kill at %s", step).contains(step);
        });
  }

  private static List<String> chosen() {
    return Cases.thorough() ? LOOP : LOOP.stream().filter(ALWAYS::contains).toList();
  }

  private String killAtNext(
      Deque<String> steps, RecordGate gate, ServerProcess server, Operator operator)
      throws Exception {
    var step = steps.remove();
    operator.expectEvent(step);
    server.kill();
    kills.put(step, Instant.now());
    holdAfter(steps, gate);
    server.startAgain();
    operator.waitUntilReady(server);
    return step;
  }

  /** Before the next kill nothing gets further than to its step, however late the kill comes. */
  private static void holdAfter(Deque<String> steps, RecordGate gate) throws Exception {
    int next = steps.isEmpty() ? LOOP.size() : LOOP.indexOf(steps.getFirst()) + 1;
    if (next < LOOP.size() && !STANDS_STILL.contains(LOOP.get(next - 1))) {
      gate.closeTo(LOOP.get(next));
    } else {
      gate.open();
    }
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
