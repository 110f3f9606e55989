package io.countersign.workflows.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workflows.testing.LoopEnvironment;
import io.countersign.workflows.testing.ScriptedIncident;
import io.temporal.api.enums.v1.EventType;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aPokeWakesItAtOnceAndLeavesItsTimerToLaterWaits() throws Exception {
    var ledger = new ScriptedIncident(environment::now, 9);
    environment.start(ledger);
    var loop = environment.begin("Incident", "inc_0000000000000005", 400);
    for (int pokes = 0; pokes < 4; pokes++) {
      environment.skip(Duration.ofSeconds(20));
      loop.signal("poke");
    }
    loop.getResult(Void.class);
    var history = environment.history(loop);
    assertThat(ledger.calls()).filteredOn("watch"::equals).hasSize(9);
    assertThat(outstanding(history)).as("timers at once").isEqualTo(1);
    assertThat(count(history, EventType.EVENT_TYPE_TIMER_CANCELED)).isZero();
    assertThat(count(history, EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)).isZero();
    assertThat(count(history, EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT)).isZero();
    environment.keep(loop, "incident/0.2.0-poked.json");
  }

  /** What was poked was there when the ledger was asked: it needs no question more. */
  @Test
  void aPokeBeforeALookIsAnsweredByIt() throws Exception {
    var ledger = new ScriptedIncident(environment::now, 2);
    var loop = environment.begin("Incident", "inc_0000000000000010", 400);
    loop.signal("poke");
    environment.start(ledger);
    loop.getResult(Void.class);
    assertThat(ledger.calls())
        .containsExactly("progress", "progress", "diagnose", "recommend", "watch", "watch");
    environment.keep(loop, "incident/0.3.0-poked-before-it-looks.json");
  }

  /** Six attempts, then a pause and the question where it stands; each pause is twice as long. */
  @Test
  void pausesWhereTheRecordCannotBeReachedAndAsksAnew() throws Exception {
    var ledger = new ScriptedIncident(environment::now, 2);
    ledger.fails(13);
    environment.start(ledger);
    var begun = environment.now();
    var loop = environment.begin("Incident", "inc_0000000000000006", 400);
    loop.getResult(Void.class);
    assertThat(ledger.calls()).filteredOn("diagnose"::equals).hasSize(14);
    assertThat(ledger.calls()).filteredOn("progress"::equals).hasSize(4);
    assertThat(Duration.ofMillis(environment.now() - begun))
        .isGreaterThan(Duration.ofSeconds(15 + 30));
    environment.keep(loop, "incident/0.2.0-set-back.json");
  }

  /** The loop takes no turn more, nor later, where the record's clock is far from Temporal's. */
  @ParameterizedTest
  @ValueSource(longs = {-2, 2})
  void itLooksAsOftenWhateverTemporalsClockSays(long hours) throws Exception {
    var ledger = new ScriptedIncident(() -> environment.now() + hours * 3_600_000, 20);
    environment.start(ledger);
    var loop = environment.begin("Incident", "inc_000000000000000" + (hours + 9), 400);
    loop.getResult(Void.class);
    assertThat(ledger.calls()).filteredOn("watch"::equals).hasSize(20);
    assertThat(ledger.calls()).filteredOn("progress"::equals).as("it settles").hasSize(2);
    assertThat(took(environment.history(loop)))
        .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
    if (hours < 0) {
      environment.keep(loop, "incident/0.3.0-behind-temporals-clock.json");
    }
  }

  /** Whatever the record says: a fault there costs a turn a second and no machine. */
  @Test
  void takesATurnASecondWhereItIsAlwaysTimeToLook() throws Exception {
    var ledger = new ScriptedIncident(environment::now, 100);
    ledger.hurries();
    environment.start(ledger);
    var loop = environment.begin("Incident", "inc_0000000000000008", 400);
    loop.getResult(Void.class);
    assertThat(ledger.calls()).filteredOn("watch"::equals).hasSize(100);
    assertThat(took(environment.history(loop))).isGreaterThan(Duration.ofSeconds(80));
    environment.keep(loop, "incident/0.3.0-braked.json");
  }

  /** However short its histories are cut. */
  @Test
  void takesATurnASecondAlsoWhereEachRunHasButTen() throws Exception {
    var ledger = new ScriptedIncident(environment::now, 60);
    ledger.hurries();
    environment.start(ledger);
    var begun = environment.now();
    var loop = environment.begin("Incident", "inc_0000000000000011", 10);
    loop.getResult(Void.class);
    assertThat(ledger.calls()).filteredOn("watch"::equals).hasSize(60);
    assertThat(Duration.ofMillis(environment.now() - begun)).isGreaterThan(Duration.ofSeconds(50));
    environment.keep(environment.firstHistory(loop), "incident/0.3.0-braked-between-runs.json");
  }

  @Test
  void aPokeThatComesWhileItIsBrakedIsNotLost() {
    var ledger = new ScriptedIncident(environment::now, 400);
    environment.start(ledger);
    var loop = environment.begin("Incident", "inc_0000000000000009", 400);
    environment.skip(Duration.ofSeconds(30));
    for (int pokes = 0; pokes < 60; pokes++) {
      loop.signal("poke");
      environment.skip(Duration.ofMillis(100));
    }
    ledger.grow();
    loop.signal("poke");
    environment.skip(Duration.ofSeconds(10));
    assertThat(ledger.calls()).filteredOn("diagnose"::equals).hasSize(2);
    assertThat(ledger.calls()).filteredOn("watch"::equals).hasSizeLessThan(45);
  }

  /** By Temporal's clock. */
  private static Duration took(WorkflowExecutionHistory history) {
    var events = history.getEvents();
    return Duration.ofSeconds(
        events.getLast().getEventTime().getSeconds()
            - events.getFirst().getEventTime().getSeconds());
  }

  /** The most timers that were outstanding at once. */
  private static int outstanding(WorkflowExecutionHistory history) {
    int now = 0;
    int most = 0;
    for (var event : history.getEvents()) {
      now += event.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED ? 1 : 0;
      now -= event.getEventType() == EventType.EVENT_TYPE_TIMER_FIRED ? 1 : 0;
      most = Math.max(most, now);
    }
    return most;
  }

  private static long count(WorkflowExecutionHistory history, EventType type) {
    return history.getEvents().stream().filter(it -> it.getEventType() == type).count();
  }

  /** Each turn has one activity done, after the first question where the incident stands. */
  private static long turns(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
            .filter(it -> it.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
            .count()
        - 1;
  }
}
