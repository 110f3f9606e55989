package io.countersign.workflows.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workflows.remediation.RemediationProgress.Phase;
import io.countersign.workflows.testing.LoopEnvironment;
import io.countersign.workflows.testing.ScriptedRemediation;
import io.temporal.api.enums.v1.EventType;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The remediation's clock, with skipped time. */
class RemediationWorkflowTest {
  private final LoopEnvironment environment = new LoopEnvironment();
  private final ScriptedRemediation ledger = new ScriptedRemediation(environment::now);

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void remindsEscalatesAndExpiresWhereNobodyAnswers() throws Exception {
    environment.start(ledger);
    var loop = environment.begin("Remediation", "rem_0000000000000001");
    loop.getResult(Void.class);
    assertThat(ledger.calls())
        .containsExactly("evaluatePolicy", "requestApproval", "remind", "escalate", "expire");
    assertThat(ledger.elapsed()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    environment.keep(loop, "remediation/0.1.0-expires.json");
  }

  @Test
  void goesOnAtOnceWhenAPersonHasApproved() throws Exception {
    environment.start(ledger);
    var loop = environment.begin("Remediation", "rem_0000000000000002");
    environment.skip(Duration.ofMinutes(7));
    ledger.becomes(Phase.APPROVED);
    loop.signal("poke");
    loop.getResult(Void.class);
    assertThat(ledger.calls())
        .containsExactly(
            "evaluatePolicy",
            "requestApproval",
            "remind",
            "startExecution",
            "performStep",
            "verify",
            "verify",
            "verify",
            "finish");
    environment.keep(loop, "remediation/0.1.0-approved.json");
  }

  /** The same as it's begun now: its timers are kept, so that pokes in between start none. */
  @Test
  void goesOnAtOnceAfterPokesThatMeantNothing() throws Exception {
    environment.start(ledger);
    var loop = environment.begin("Remediation", "rem_0000000000000006", 400);
    for (int pokes = 0; pokes < 3; pokes++) {
      environment.skip(Duration.ofMinutes(1));
      loop.signal("poke");
    }
    environment.skip(Duration.ofMinutes(4));
    ledger.becomes(Phase.APPROVED);
    loop.signal("poke");
    loop.getResult(Void.class);
    assertThat(ledger.calls())
        .startsWith("evaluatePolicy", "requestApproval", "remind", "startExecution", "performStep");
    environment.keep(loop, "remediation/0.2.0-approved.json");
  }

  @Test
  void aPokeWithoutADecisionChangesNothing() {
    environment.start(ledger);
    var loop = environment.begin("Remediation", "rem_0000000000000003");
    environment.skip(Duration.ofMinutes(1));
    loop.signal("poke");
    loop.signal("poke");
    environment.skip(Duration.ofMinutes(1));
    assertThat(ledger.phase()).isEqualTo(Phase.AWAITING_APPROVAL);
    assertThat(ledger.calls()).containsExactly("evaluatePolicy", "requestApproval");
  }

  @Test
  void asksAgainWhereTheDeciderSaysNotYet() {
    ledger.slowBy(2);
    environment.start(ledger);
    environment.begin("Remediation", "rem_0000000000000004").getResult(Void.class);
    assertThat(ledger.calls())
        .containsExactly(
            "evaluatePolicy",
            "requestApproval",
            "remind: not yet",
            "remind: not yet",
            "remind",
            "escalate",
            "expire");
  }

  @Test
  void startsFromTheTopWhereverTheLedgerStands() throws Exception {
    ledger.becomes(Phase.ROLLING_BACK);
    environment.start(ledger);
    var loop = environment.begin("Remediation", "rem_0000000000000005");
    loop.getResult(Void.class);
    assertThat(ledger.calls()).containsExactly("rollBackStep", "finish");
    environment.keep(loop, "remediation/0.1.0-rebuilt-while-rolling-back.json");
  }

  /** Nobody waits for the brake while a plan goes on, however many steps it has. */
  @Test
  void quickStepsFollowEachOtherAtOnce() throws Exception {
    ledger.withSteps(60).becomes(Phase.APPROVED);
    environment.start(ledger);
    var loop = environment.begin("Remediation", "rem_0000000000000010", 400);
    loop.getResult(Void.class);
    assertThat(ledger.calls()).filteredOn("performStep"::equals).hasSize(60);
    assertThat(environment.history(loop).getEvents())
        .filteredOn(it -> it.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED)
        .as("between measurements")
        .hasSizeLessThanOrEqualTo(2);
    environment.keep(loop, "remediation/0.3.0-sixty-quick-steps.json");
  }

  /** Each is asked for when it's due by the record's clock, which Temporal's is hours away from. */
  @ParameterizedTest
  @ValueSource(longs = {-2, 2})
  void deadlinesAreThoseOfTheRecordWhateverTemporalsClockSays(long hours) throws Exception {
    var away = new ScriptedRemediation(() -> environment.now() + hours * 3_600_000);
    environment.start(away);
    var loop = environment.begin("Remediation", "rem_000000000000000" + (hours + 7), 400);
    loop.getResult(Void.class);
    assertThat(away.calls())
        .containsExactly("evaluatePolicy", "requestApproval", "remind", "escalate", "expire");
    assertThat(away.elapsed()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    if (hours < 0) {
      environment.keep(loop, "remediation/0.3.0-behind-temporals-clock.json");
    }
  }
}
