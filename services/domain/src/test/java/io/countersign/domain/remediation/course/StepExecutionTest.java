package io.countersign.domain.remediation.course;

import static io.countersign.domain.remediation.course.RemediationScene.given;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.failed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.RemediationEvent.RollbackStarted;
import io.countersign.domain.remediation.RemediationEvent.StepFailed;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.course.RemediationStep.Abandon;
import io.countersign.domain.remediation.course.RemediationStep.CompleteStep;
import io.countersign.domain.remediation.course.RemediationStep.FailStep;
import io.countersign.domain.remediation.course.RemediationStep.Perform;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.ReadBack;
import io.countersign.domain.remediation.course.RemediationStep.ReadTarget;
import io.countersign.domain.remediation.course.RemediationStep.RequestStop;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.StartRollback;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of a plan and of its rollback: given what became of the last one, this comes next. */
class StepExecutionTest {
  private static final PlannedStep FIRST = plan().steps().getFirst();
  private static final RemediationScene EXECUTING = given(executing()).at(10);
  private static final RemediationScene IN_FLIGHT = EXECUTING.with(started(1, 1, 1));
  private static final RemediationScene HALFWAY = IN_FLIGHT.with(completed(1, 1, false));
  private static final StopRequested STOP = new StopRequested(ID, ALICE, "wait");
  private static final String UNREADABLE =
      "a target can't be read: whether steps took effect is unknown";

  // The intent, then the effect

  @Test
  void theTargetIsReadAndTheIntentRecordedBeforeTheEffect() {
    var key = StepAttempt.key(ID, false, 1, 1);
    assertThat(EXECUTING.next())
        .isEqualTo(new ReadTarget(FIRST, "a step begins from its target as it is"));
    var more = new TargetState(CHECKOUT, Map.of("version", "1.5.0", "replicas", "3"));
    assertThat(EXECUTING.read(more).next())
        .as("only the fields that were planned by")
        .isEqualTo(new StartStep(FIRST, key, BAD, after(70), "the target is read"));
    assertThat(EXECUTING.read(BAD).acceptedAt(69))
        .isEqualTo(new Perform(FIRST, key, after(70), "its intent is on record"));
  }

  @Test
  void aSenderThatWasHeldUpSendsNothing() {
    assertThat(EXECUTING.read(BAD).acceptedAt(70))
        .isEqualTo(new Retry(after(71), "the step's deadline has passed: its sender was held up"));
  }

  @Test
  void whatTookEffectIsReadAndCompleted() {
    var effective = EXECUTING.read(BAD).result(new StepResult.Effective());
    assertThat(effective.next()).isEqualTo(new ReadTarget(FIRST, "the step took effect"));
    assertThat(effective.read(GOOD).next()).isEqualTo(complete(1));
    assertThat(effective.unreadable().next())
        .isEqualTo(new Retry(after(11), "the target can't be read after the step"));
  }

  @Test
  void whatIsUnknownIsReadBackLater() {
    assertThat(EXECUTING.read(BAD).result(new StepResult.Unknown()).next())
        .isEqualTo(new Retry(after(11), "whether the step took effect has to be read back"));
  }

  @Test
  void onlyWhatWasNotReceivedIsSentAgainAndThreeTimesAtMost() {
    var unreachable = new StepResult.Failed("UNREACHABLE", false);
    assertThat(EXECUTING.result(unreachable).next()).isEqualTo(failAgain(1, "UNREACHABLE"));
    assertThat(EXECUTING.result(new StepResult.Failed("REFUSED", true)).next())
        .isEqualTo(fail(1, "REFUSED"));
    var twice = IN_FLIGHT.with(failed(1, 1, false, true)).with(started(1, 2, 2));
    var third = twice.with(failed(1, 2, false, true));
    assertThat(third.next()).isInstanceOf(ReadTarget.class);
    assertThat(third.result(unreachable).next()).isEqualTo(fail(3, "UNREACHABLE"));
    assertThat(third.read(BAD).next())
        .isInstanceOfSatisfying(
            StartStep.class,
            it -> assertThat(it.key()).isEqualTo(StepAttempt.key(ID, false, 1, 3)));
  }

  // An intent that was found without a result

  @Test
  void anIntentWithoutAResultIsReadBackAndNeverRunAgain() {
    assertThat(IN_FLIGHT.next())
        .isInstanceOfSatisfying(
            ReadBack.class,
            it -> {
              assertThat(it.step()).isEqualTo(FIRST);
              assertThat(it.attempt().number()).isEqualTo(1);
            });
    var effective = IN_FLIGHT.result(new StepResult.Effective());
    assertThat(effective.next()).isInstanceOf(ReadTarget.class);
    assertThat(effective.read(GOOD).next()).isEqualTo(complete(1));
  }

  @Test
  void aRequestWhoseSenderIsGoneMayStillArrive() {
    var without = IN_FLIGHT.result(new StepResult.NoEffect());
    assertThat(without.at(61).next())
        .isEqualTo(
            new Retry(after(62), "a target may be at work on a request whose sender is gone"));
    assertThat(without.at(62).next())
        .isEqualTo(
            new FailStep(
                FIRST,
                1,
                "NO_EFFECT",
                true,
                "the step failed: NO_EFFECT",
                new Retry(after(63), "another attempt may be made")));
  }

  @Test
  void withoutEffectAThirdTimeItHasFailed() {
    var third =
        IN_FLIGHT
            .with(failed(1, 1, false, true))
            .with(started(1, 2, 2))
            .with(failed(1, 2, false, true))
            .with(started(1, 3, 3));
    assertThat(third.at(62).result(new StepResult.NoEffect()).next())
        .isEqualTo(fail(3, "NO_EFFECT"));
  }

  @Test
  void whatCannotBeReadBackIsForAPersonAfterTenMinutes() {
    var lost = IN_FLIGHT.result(new StepResult.Unreadable());
    assertThat(lost.at(599).next())
        .isEqualTo(new Retry(after(601), "a target can't be read just now"));
    assertThat(lost.at(600).next()).isEqualTo(abandon(UNREADABLE));
  }

  @Test
  void beforeTheFirstStepTheApprovalIsTheLimit() {
    assertThat(EXECUTING.at(299).unreadable().next()).isInstanceOf(Retry.class);
    assertThat(EXECUTING.at(300).unreadable().next()).isEqualTo(abandon(UNREADABLE));
    assertThat(HALFWAY.at(300).unreadable().next())
        .isEqualTo(new Retry(after(302), "a target can't be read just now"));
    var allowed =
        given(List.of(proposed(plan()), evaluated(ALLOWED), approved(), executionStarted()));
    assertThat(allowed.at(86_400).unreadable().next()).isInstanceOf(Retry.class);
  }

  // The gate's refusals

  @ParameterizedTest
  @EnumSource(names = {"STALE_EPOCH", "STEP_IN_FLIGHT", "STEP_ORDER", "NOT_EXECUTING"})
  void whereSomebodyElseWentOnTheTurnEnds(RefusalCode code) {
    assertThat(EXECUTING.read(BAD).refused(code))
        .isEqualTo(new Proceed("somebody else went on: " + code));
  }

  @Test
  void theKillSwitchIsWaitedOut() {
    assertThat(HALFWAY.read(GOOD).refused(RefusalCode.EXECUTION_HALTED))
        .isEqualTo(new Retry(after(15), "execution is halted"));
  }

  @Test
  void anyOtherRefusalIsTheWayBack() {
    var because = "the gate refused a step: APPROVAL_EXPIRED";
    assertThat(HALFWAY.read(GOOD).refused(RefusalCode.APPROVAL_EXPIRED))
        .as("the stop that a rollback needs is our own")
        .isEqualTo(new RequestStop(because, new StartRollback(because)));
    assertThat(EXECUTING.read(BAD).refused(RefusalCode.APPROVAL_EXPIRED))
        .as("nothing took effect")
        .isEqualTo(abandon(because));
    assertThat(given(rollingBack()).read(BAD).refused(RefusalCode.PRECONDITION_DRIFT))
        .as("no way back from the way back")
        .isEqualTo(abandon("the gate refused a step: PRECONDITION_DRIFT"));
  }

  // Failures and stops

  @Test
  void aStopEndsItBeforeTheNextStep() {
    assertThat(EXECUTING.with(STOP).next()).isEqualTo(abandon("a stop was requested"));
    assertThat(HALFWAY.with(STOP).next()).isEqualTo(new StartRollback("a stop was requested"));
    assertThat(IN_FLIGHT.with(STOP).next()).as("first what is known").isInstanceOf(ReadBack.class);
  }

  @Test
  void aFailedStepIsTheWayBackIfAnythingTookEffect() {
    assertThat(IN_FLIGHT.with(failed(1, 1, false, false)).next())
        .isEqualTo(abandon("a step failed"));
    assertThat(HALFWAY.with(started(2, 1, 2)).with(failed(2, 1, false, false)).next())
        .isEqualTo(new StartRollback("a step failed"));
    var unhealthy = new StepFailed(ID, 1, 1, false, "UNHEALTHY", false, after(1));
    assertThat(IN_FLIGHT.with(unhealthy).next()).isEqualTo(new StartRollback("a step failed"));
  }

  @Test
  void aRollbackThatIsNotAcceptedIsForAPerson() {
    assertThat(HALFWAY.with(STOP).accepted()).isEqualTo(new Proceed("the rollback has begun"));
    assertThat(HALFWAY.with(STOP).refused(RefusalCode.NO_ROLLBACK))
        .isEqualTo(abandon("a stop was requested"));
  }

  @Test
  void aStepBackThatFailedIsForAPersonAndAStopDoesNotHoldItUp() {
    var back = given(rollingBack()).with(backStarted(1, 1, 3));
    assertThat(back.with(failed(1, 1, true, false)).next()).isEqualTo(abandon("a step failed"));
    var stopped = given(executing()).with(started(1, 1, 1)).with(completed(1, 1, false)).with(STOP);
    assertThat(stopped.with(new RollbackStarted(ID, "")).next()).isInstanceOf(ReadTarget.class);
  }

  private static CompleteStep complete(int number) {
    return new CompleteStep(
        FIRST, number, GOOD, "the step took effect", new Proceed("the step is completed"));
  }

  private static FailStep fail(int number, String code) {
    return new FailStep(
        FIRST, number, code, false, "the step failed: " + code, new Proceed("the step failed"));
  }

  private static FailStep failAgain(int number, String code) {
    var then = new Retry(after(11), "another attempt may be made");
    return new FailStep(FIRST, number, code, true, "the step failed: " + code, then);
  }

  private static Abandon abandon(String because) {
    return new Abandon(because, new Proceed("a person takes over"));
  }
}
