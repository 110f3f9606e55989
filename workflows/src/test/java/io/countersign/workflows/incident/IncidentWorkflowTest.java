package io.countersign.workflows.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workflows.testing.LoopEnvironment;
import io.countersign.workflows.testing.ScriptedIncident;
import io.temporal.api.enums.v1.EventType;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The incident's clock, with skipped time. */
class IncidentWorkflowTest {
  private final LoopEnvironment environment = new LoopEnvironment();

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void settlesDiagnosesRecommendsAndWatchesUntilItIsClosed() throws Exception {
    var ledger = new ScriptedIncident(environment::now, 3);
    environment.start(ledger);
    var loop = environment.begin("Incident", "inc_0000000000000001");
    loop.getResult(Void.class);
    assertThat(ledger.calls())
        .containsExactly(
            "progress", "progress", "diagnose", "recommend", "watch", "watch", "watch");
    environment.keep(loop, "incident/0.1.0-closes.json");
  }

  @Test
  void diagnosesAgainWhenItGrows() throws Exception {
    var ledger = new ScriptedIncident(environment::now, 9);
    environment.start(ledger);
    var loop = environment.begin("Incident", "inc_0000000000000002");
    environment.skip(Duration.ofSeconds(30));
    ledger.grow();
    loop.signal("poke");
    loop.getResult(Void.class);
    assertThat(ledger.calls()).filteredOn("diagnose"::equals).hasSize(2);
    environment.keep(loop, "incident/0.1.0-grows.json");
  }

  @Test
  void outlivesManyTurnsByBeginningAFreshHistory() {
    var ledger = new ScriptedIncident(environment::now, 900);
    environment.start(ledger);
    var loop = environment.begin("Incident", "inc_0000000000000003");
    loop.getResult(Void.class);
    assertThat(ledger.calls()).filteredOn("watch"::equals).hasSize(900);
    assertThat(environment.history(loop).getEvents().size()).isLessThan(4000);
  }

  /** Also after that: the bound goes from run to run. */
  @Test
  void beginsAFreshHistoryAsOftenAsItsMemoSays() throws Exception {
    var ledger = new ScriptedIncident(environment::now, 20);
    environment.start(ledger);
    var loop = environment.begin("Incident", "inc_0000000000000004", 5);
    loop.getResult(Void.class);
    assertThat(ledger.calls()).filteredOn("watch"::equals).hasSize(20);
    assertThat(ledger.calls()).filteredOn("progress"::equals).hasSize(6);
    assertThat(turns(environment.firstHistory(loop))).isEqualTo(5);
    assertThat(turns(environment.history(loop))).isLessThan(5);
    environment.keep(environment.firstHistory(loop), "incident/0.1.0-begins-anew.json");
  }

  /** Each turn has one activity done, after the first question where the incident stands. */
  private static long turns(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
            .filter(it -> it.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
            .count()
        - 1;
  }
}
