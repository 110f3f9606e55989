package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.failed;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationEvent.AnsweredLate;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled.Effect;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The result of an attempt, told by whom it concerns. */
class StepResultDecisionTest {
  private static final Completed ABANDONED =
      new Completed(ID, Completed.Outcome.ABANDONED, Map.of());

  /** What was only read back may have been anybody's doing. */
  private static final AnsweredLate NEVER_RECEIVED =
      new AnsweredLate(ID, 1, 1, false, Effect.ABSENT, "UNREACHABLE", null, Contexts.T0);

  private final KnownFacts facts = staff();
  private final CommandContext system = facts.asSystem();
  private final CompleteStep complete = new CompleteStep(ID, 1, 1, 1, false, GOOD, null);
  private final FailStep retryable = new FailStep(ID, 1, 1, 1, false, "UNREACHABLE", true);
  private final FailStep doubtful = new FailStep(ID, 1, 1, 1, false, StepAttempt.IN_DOUBT, true);
  private final FailStep fatal = new FailStep(ID, 1, 1, 1, false, "UNREACHABLE", false);

  @Test
  void theAttemptUnderWayEndsOnce() {
    var under = REMEDIATION.given(executing()).and(started(1, 1, 1));
    under.when(complete, system).then(completed(1, 1, false));
    under.when(retryable, system).then(failed(1, 1, false, true));
    under.when(doubtful, system).thenRefused(RefusalCode.BAD_REQUEST);
    under.when(fatal, system).then(failed(1, 1, false, false));
    under.after(complete, system).when(complete, system).thenUnchanged();
    under.after(retryable, system).when(retryable, system).thenUnchanged();
    under.after(fatal, system).when(fatal, system).thenUnchanged();
    under.after(fatal, system).when(complete, system).thenRefused(RefusalCode.NOT_EXECUTING);
    under.after(fatal, system).when(retryable, system).thenUnchanged();
    under.after(complete, system).when(fatal, system).then(NEVER_RECEIVED);
    under.when(complete, facts.as("alice")).thenRefused(RefusalCode.FORBIDDEN);
    under.when(fatal, facts.as("alice")).thenRefused(RefusalCode.FORBIDDEN);
    under
        .after(complete, system)
        .when(complete, facts.as("alice"))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void whoeverSentItBeforeAnotherDidEndsNothing() {
    var twice = REMEDIATION.given(executing()).and(started(1, 1, 1), started(1, 1, 2));
    twice.when(complete, system).thenRefused(RefusalCode.STALE_EPOCH);
    for (var code : List.of("REFUSED", "UNREACHABLE", StepAttempt.IN_DOUBT)) {
      twice.when(fail(1, code, false), system).thenRefused(RefusalCode.STALE_EPOCH);
    }
    twice.when(fail(1, "REFUSED", true), system).thenRefused(RefusalCode.STALE_EPOCH);
    twice
        .when(new CompleteStep(ID, 2, 1, 1, false, GOOD, null), system)
        .then(completed(1, 1, false));
  }

  @Test
  void aWordAboutALaterSendingReleasesNoKeyAndFreesNothing() {
    var twice = REMEDIATION.given(executing()).and(started(1, 1, 1), started(1, 1, 2));
    for (var code : List.of("UNREACHABLE", "REFUSED", "STALE", "NOT_FOUND", "UNAUTHORISED")) {
      for (boolean again : List.of(true, false)) {
        twice.when(fail(2, code, again), system).thenRefused(RefusalCode.BAD_REQUEST);
      }
    }
    for (var code : List.of("UNHEALTHY", StepAttempt.IN_DOUBT)) {
      var failed = twice.after(fail(2, code, false), system).state();
      assertThat(((Remediation.Running) failed).failed()).isTrue();
      assertThat(((Remediation.Running) failed).effects().untouched()).isFalse();
    }
  }

  private static FailStep fail(int epoch, String code, boolean again) {
    return new FailStep(ID, epoch, 1, 1, false, code, again);
  }

  @Test
  void theLastStepLeadsToVerification() {
    var last = REMEDIATION.given(verifying());
    assertThat(last.state()).isInstanceOf(Remediation.Verifying.class);
    last.when(complete, system).thenUnchanged();
  }

  @Test
  void nothingEndsThatWasNotStarted() {
    var given = then(executing(), started(1, 1, 1), ABANDONED);
    REMEDIATION.given(given).when(complete, system).thenRefused(RefusalCode.NOT_EXECUTING);
    for (var history : List.of(approvedByAlice(), executing())) {
      REMEDIATION.given(history).when(complete, system).thenRefused(RefusalCode.NOT_EXECUTING);
      REMEDIATION.given(history).when(fatal, system).thenRefused(RefusalCode.NOT_EXECUTING);
    }
    REMEDIATION
        .given(executing())
        .and(started(1, 1, 1))
        .when(new CompleteStep(ID, 1, 1, 2, false, GOOD, null), system)
        .thenRefused(RefusalCode.NOT_EXECUTING);
  }

  @Test
  void aLateWordAboutAStepForwardIsNotTakenForOneBack() {
    var back = REMEDIATION.given(rollingBack()).and(backStarted(1, 1, 3));
    back.when(complete, system).thenUnchanged();
    back.when(fatal, system).then(NEVER_RECEIVED);
    back.when(new CompleteStep(ID, 7, 1, 1, true, BAD, null), system).then(completed(1, 1, true));
  }
}
