package io.countersign.ledger.remediation.duration;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.StepDuration;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.autonomy.AutonomyFactWriter;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long steps took, by what was recorded of them. */
class StepDurationsTest {
  private static final Instant BEGUN = Chronicle.START;
  private static final Digest RUNBOOK = Story.PLAN.runbookDigest();

  private final Ledger ledger = TestDatabase.create().open();
  private int runs;

  @AfterEach
  void close() {
    ledger.close();
  }

  private StepDuration known() {
    return new StepDurations(ledger.transactions()).duration(RUNBOOK, 1);
  }

  private RemediationId run() {
    return new RemediationId(String.format(Locale.ROOT, "rem_%016x", ++runs));
  }

  private static RemediationEvent started(RemediationId id, boolean back, int seconds) {
    return new RemediationEvent.StepStarted(
        id,
        1,
        1,
        1,
        back,
        "key",
        Story.PLAN.targets().getFirst(),
        null,
        List.of(Story.ALICE),
        Story.NEEDS_APPROVAL.bundle(),
        Story.NEEDS_APPROVAL.rules(),
        BEGUN.plusSeconds(seconds));
  }

  private static RemediationEvent completed(RemediationId id, int seconds) {
    return new RemediationEvent.StepCompleted(
        id, 1, 1, false, Story.PLAN.targets().getFirst(), null, BEGUN.plusSeconds(seconds));
  }

  private static RemediationEvent failed(
      RemediationId id, String code, boolean again, int seconds) {
    return new RemediationEvent.StepFailed(
        id, 1, 1, false, code, again, BEGUN.plusSeconds(seconds));
  }

  private void record(RemediationId id, RemediationEvent... events) {
    var context = KnownFacts.nothing().asSystem();
    var proposed =
        new RemediationEvent.Proposed(id, 1, PrincipalId.SYSTEM, Story.PLAN, Story.PLAN.digest());
    var _ =
        ledger
            .transactions()
            .call(
                sql -> {
                  new AutonomyFactWriter().write(proposed, context, sql);
                  for (var event : events) {
                    new StepDurationFactWriter().write(event, context, sql);
                  }
                  return events.length;
                });
  }

  private void took(int seconds) {
    var id = run();
    record(id, started(id, false, 0), completed(id, seconds));
  }

  @Test
  void nineteenOfTwentyEndedWithinIt() {
    assertThat(known()).isEqualTo(StepDuration.NONE);
    for (int seconds = 20; seconds > 0; seconds--) {
      took(seconds);
    }
    assertThat(known()).isEqualTo(new StepDuration(20, Duration.ofSeconds(19)));
  }

  @Test
  void aFailureCountsUnlessNothingWasDone() {
    var failed = run();
    record(failed, started(failed, false, 0), failed(failed, StepAttempt.IN_DOUBT, false, 60));
    assertThat(known()).isEqualTo(new StepDuration(1, Duration.ofSeconds(60)));
    var refused = run();
    record(refused, started(refused, false, 0), failed(refused, "REFUSED", false, 1));
    var underWay = run();
    record(underWay, started(underWay, false, 0));
    var back = run();
    record(back, started(back, true, 0));
    assertThat(known().runs()).isEqualTo(1);
  }

  @Test
  void whatWasTriedAgainTookAllOfIt() {
    var id = run();
    record(
        id,
        started(id, false, 0),
        failed(id, "UNREACHABLE", true, 10),
        started(id, false, 20),
        completed(id, 30));
    assertThat(known()).isEqualTo(new StepDuration(1, Duration.ofSeconds(30)));
  }

  @Test
  void theLatestCount() {
    for (int i = 0; i < 3; i++) {
      took(1_000);
    }
    for (int i = 0; i < 200; i++) {
      var id = run();
      record(id, started(id, false, 2_000), completed(id, 2_005));
    }
    assertThat(known()).isEqualTo(new StepDuration(200, Duration.ofSeconds(5)));
  }
}
