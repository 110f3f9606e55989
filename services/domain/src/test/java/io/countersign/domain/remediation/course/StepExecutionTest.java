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
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.then;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.Plan.WindowClosing;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.HeldUp;
import io.countersign.domain.remediation.RemediationEvent.RollbackStarted;
import io.countersign.domain.remediation.RemediationEvent.StepFailed;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.course.RemediationStep.Abandon;
import io.countersign.domain.remediation.course.RemediationStep.CompleteStep;
import io.countersign.domain.remediation.course.RemediationStep.Curtail;
import io.countersign.domain.remediation.course.RemediationStep.ExtendApproval;
import io.countersign.domain.remediation.course.RemediationStep.FailStep;
import io.countersign.domain.remediation.course.RemediationStep.HoldUp;
import io.countersign.domain.remediation.course.RemediationStep.Perform;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.ReadBack;
import io.countersign.domain.remediation.course.RemediationStep.ReadContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadStepContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadTarget;
import io.countersign.domain.remediation.course.RemediationStep.RequestStop;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.StartRollback;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import io.countersign.domain.remediation.course.RemediationStep.Unanswered;
import io.countersign.domain.remediation.course.RemediationStep.Withdraw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of a plan and of its rollback: given what became of the last one, this comes next. */
class StepExecutionTest {
  private static final PlannedStep FIRST = plan().steps().getFirst();

  /** Of each class, after a step was done. */
  @Test
  void e10_whereAWindowClosesItGoesOnAsItsPlanSays() {
    assertThat(closing(null)).isInstanceOf(Abandon.class);
    assertThat(closing(WindowClosing.STOP)).isInstanceOf(Abandon.class);
    assertThat(closing(WindowClosing.ROLLBACK))
        .isInstanceOfSatisfying(
            RequestStop.class, it -> assertThat(it.then()).isInstanceOf(StartRollback.class));
    assertThat(closing(WindowClosing.ASK)).isInstanceOf(Retry.class);
  }

  private static RemediationStep closing(@Nullable WindowClosing then) {
    var plan = plan().whenWindowCloses(then);
    var history = new ArrayList<RemediationEvent>();
    history.add(proposed(plan));
    history.add(evaluated(ALLOWED));
    history.add(approved());
    history.add(executionStarted());
    history.add(started(1, 1, 1));
    history.add(completed(1, 1, false));
    var step = given(history).at(20).read(GOOD).bound().refused(RefusalCode.FROZEN);
    assertThat(step)
        .isInstanceOfSatisfying(
            HoldUp.class, it -> assertThat(it.code()).isEqualTo(RefusalCode.FROZEN));
    return ((HoldUp) step).then();
  }

  @Test
  void e10_silenceMeansStop() {
    var plan = plan().whenWindowCloses(WindowClosing.ASK);
    var history =
        List.<RemediationEvent>of(
            proposed(plan),
            evaluated(ALLOWED),
            approved(),
            executionStarted(),
            started(1, 1, 1),
            completed(1, 1, false));
    assertThat(given(history).at(3_600).read(GOOD).bound().refused(RefusalCode.WINDOW_CLOSED))
        .isInstanceOf(Abandon.class);
  }

  @Test
  void s37_whatEndsBeforeItsNextStepWaitsForMoreToAgreeAndThenIsVerified() {
    var firstDone = then(executing(), started(1, 1, 1), completed(1, 1, false));
    assertThat(given(firstDone).at(20).read(GOOD).bound().refused(RefusalCode.STEP_NOT_APPROVED))
        .isInstanceOfSatisfying(
            HoldUp.class, it -> assertThat(it.then()).isInstanceOf(Proceed.class));
    var waits = then(firstDone, new HeldUp(ID, RefusalCode.STEP_NOT_APPROVED));
    assertThat(given(waits).at(299).next())
        .as("until consent is over, or for a quarter of an hour")
        .isInstanceOfSatisfying(Retry.class, it -> assertThat(it.until()).isEqualTo(after(300)));
    assertThat(given(waits).at(300).next()).isInstanceOf(Curtail.class);
    assertThat(given(then(waits, granted(ALICE))).at(20).next()).isInstanceOf(ReadTarget.class);
    assertThat(given(then(waits, new StopRequested(ID, ALICE, "wait"))).at(20).next())
        .isInstanceOf(StartRollback.class);
  }

  @Test
  void e14_whatHasNotBegunWaits() {
    assertThat(EXECUTING.read(BAD).bound().refused(RefusalCode.FROZEN))
        .isInstanceOfSatisfying(
            HoldUp.class, it -> assertThat(it.then()).isInstanceOf(Retry.class));
  }

  private static final RemediationScene EXECUTING = given(executing()).at(10);
  private static final RemediationScene IN_FLIGHT = EXECUTING.with(started(1, 1, 1));
  private static final RemediationScene HALFWAY = IN_FLIGHT.with(completed(1, 1, false));
  private static final StopRequested STOP = new StopRequested(ID, ALICE, "wait");
  private static final String DOUBTFUL =
      "EFFECT_IN_DOUBT: whether a step took effect isn't known, and it may still do so late;"
          + " look at its target before anything else acts on it";
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
        .isEqualTo(new ReadContent("what would run has to be what was approved"));
    assertThat(EXECUTING.read(more).bound().next())
        .as("only the fields that were planned by")
        .isEqualTo(
            new StartStep(
                FIRST, key, plan().digest(), observed(BAD), after(70), null, "the target is read"));
    assertThat(EXECUTING.read(BAD).bound().acceptedAt(69))
        .isEqualTo(new Perform(FIRST, key, observed(BAD), after(70), "its intent is on record"));
  }

  @Test
  void aSenderThatWasHeldUpSendsNothing() {
    assertThat(EXECUTING.read(BAD).bound().acceptedAt(70))
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
  void onlyWhatCertainlyHadNoEffectIsTriedAgainAndThreeTimesAtMost() {
    var unreachable = new StepResult.Failed("UNREACHABLE", true);
    assertThat(EXECUTING.result(unreachable).next()).isEqualTo(failAgain(1, "UNREACHABLE"));
    assertThat(EXECUTING.result(new StepResult.Failed("REFUSED", false)).next())
        .isEqualTo(fail(1, "REFUSED"));
    var twice = IN_FLIGHT.with(failed(1, 1, false, true)).with(started(1, 2, 2));
    var third = twice.with(failed(1, 2, false, true));
    assertThat(third.next()).isInstanceOf(ReadTarget.class);
    assertThat(third.result(unreachable).next()).isEqualTo(fail(3, "UNREACHABLE"));
    assertThat(third.read(BAD).bound().next())
        .isInstanceOfSatisfying(
            StartStep.class,
            it -> assertThat(it.key()).isEqualTo(StepAttempt.key(ID, false, 1, 1)));
    var refused = new StepFailed(ID, 1, 1, false, "REFUSED", true, after(1));
    assertThat(IN_FLIGHT.with(refused).read(BAD).bound().next())
        .as("its target would only say the same again to the same key")
        .isInstanceOfSatisfying(
            StartStep.class,
            it -> assertThat(it.key()).isEqualTo(StepAttempt.key(ID, false, 1, 2)));
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
    for (boolean repeatable : List.of(true, false)) {
      var without = IN_FLIGHT.result(new StepResult.NoEffect(repeatable));
      assertThat(without.at(61).next())
          .isEqualTo(
              new Retry(after(62), "a target may be at work on a request whose sender is gone"));
    }
  }

  @Test
  void whatIsInDoubtIsForAPersonWhereKeysAreNotHonoured() {
    var without = IN_FLIGHT.result(new StepResult.NoEffect(false)).at(62);
    assertThat(without.next()).isEqualTo(doubt("its effect isn't to be seen"));
    assertThat(IN_FLIGHT.with(inDoubt()).at(63).next())
        .as("nor is it undone: it may take effect late")
        .isEqualTo(abandon(DOUBTFUL));
    assertThat(HALFWAY.with(started(2, 1, 2)).with(inDoubt(2)).next()).isEqualTo(abandon(DOUBTFUL));
  }

  @Test
  void whereKeysAreHonouredItIsSentAgainUnderTheSameOne() {
    var key = StepAttempt.key(ID, false, 1, 1);
    var without = IN_FLIGHT.result(new StepResult.NoEffect(true)).at(62);
    assertThat(without.next()).isInstanceOf(ReadTarget.class);
    var restarted = new ObservedTarget(BAD, "another instance");
    assertThat(without.read(restarted).bound().next())
        .isInstanceOfSatisfying(
            StartStep.class,
            it -> {
              assertThat(it.key()).isEqualTo(key);
              assertThat(it.observed()).isEqualTo(restarted);
              assertThat(it.doubtful()).isNotNull();
            });
    assertThat(without.read(restarted).bound().acceptedAt(63))
        .as("its effect is looked for in what was read before it was first sent")
        .isEqualTo(new Perform(FIRST, key, observed(BAD), after(122), "its intent is on record"));
  }

  @Test
  void aStopHoldsUpWhatWouldBeSentAgain() {
    assertThat(IN_FLIGHT.with(STOP).result(new StepResult.NoEffect(true)).at(62).next())
        .isEqualTo(doubt("a stop was requested before its effect was seen"));
  }

  @Test
  void threeTimesAtMostThenAPersonLooks() {
    var third = IN_FLIGHT.with(startedAt(2, 70)).with(startedAt(3, 140)).at(210);
    assertThat(third.next())
        .isInstanceOfSatisfying(
            ReadBack.class, it -> assertThat(it.attempt().before()).isEqualTo(observed(BAD)));
    assertThat(third.result(new StepResult.NoEffect(true)).next())
        .isEqualTo(doubt("its effect isn't to be seen"));
  }

  @Test
  void nothingThatIsToldOfALaterSendingEndsTheDoubtAboutTheFirst() {
    for (var code : List.of("UNREACHABLE", "REFUSED")) {
      assertThat(IN_FLIGHT.result(new StepResult.Failed(code, true)).next())
          .isEqualTo(
              new Retry(after(11), "it was sent before, and what became of that isn't known"));
    }
    for (var code : List.of("UNREACHABLE", "REFUSED", "STALE", "NOT_FOUND", "UNAUTHORISED")) {
      assertThat(IN_FLIGHT.result(new StepResult.Failed(code, false)).next())
          .isEqualTo(doubt("it was sent before, and a later sending failed: " + code));
    }
    assertThat(IN_FLIGHT.result(new StepResult.Failed("UNHEALTHY", false)).next())
        .as("its effect is seen")
        .isEqualTo(fail(1, "UNHEALTHY"));
    assertThat(IN_FLIGHT.result(new StepResult.Unknown()).next()).isInstanceOf(Retry.class);
  }

  @Test
  void whatWasChangedSinceItWasSentIsNotSentAgainAndStaysInDoubt() {
    assertThat(IN_FLIGHT.result(new StepResult.Failed("CONTENT_CHANGED", false)).next())
        .isEqualTo(doubt("what would be sent again was changed"));
  }

  @Test
  void aGateThatRefusesToSendItAgainLeavesItToAPerson() {
    var again = IN_FLIGHT.result(new StepResult.NoEffect(true)).at(62).read(BAD).bound();
    assertThat(again.refused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED))
        .isEqualTo(doubt("the gate refused to send it again: APPROVER_NO_LONGER_AUTHORISED"));
    assertThat(again.refused(RefusalCode.STALE_EPOCH)).isInstanceOf(Proceed.class);
    for (var code : List.of(RefusalCode.EXECUTION_HALTED, RefusalCode.STEP_IN_FLIGHT)) {
      assertThat(again.refused(code))
          .isEqualTo(new Retry(after(67), "it isn't sent again yet: " + code));
    }
  }

  @Test
  void whatCannotBeReadBackIsForAPersonAfterTenMinutes() {
    var lost = IN_FLIGHT.result(new StepResult.Unreadable());
    assertThat(lost.at(599).next())
        .isEqualTo(new Unanswered(after(600), "a target can't be read just now"));
    assertThat(lost.at(600).next()).isEqualTo(doubt("its target can't be read"));
  }

  @Test
  void beforeTheFirstStepTheApprovalIsTheLimit() {
    assertThat(EXECUTING.at(299).unreadable().next()).isInstanceOf(Unanswered.class);
    assertThat(EXECUTING.at(300).unreadable().next()).isEqualTo(abandon(UNREADABLE));
    assertThat(HALFWAY.at(300).unreadable().next())
        .isEqualTo(new Unanswered(after(302), "a target can't be read just now"));
    var allowed =
        given(List.of(proposed(plan()), evaluated(ALLOWED), approved(), executionStarted()));
    assertThat(allowed.at(86_400).unreadable().next()).isInstanceOf(Unanswered.class);
  }

  // The gate's refusals

  @ParameterizedTest
  @EnumSource(names = {"STALE_EPOCH", "STEP_IN_FLIGHT", "STEP_ORDER", "NOT_EXECUTING"})
  void whereSomebodyElseWentOnTheTurnEnds(RefusalCode code) {
    assertThat(EXECUTING.read(BAD).bound().refused(code))
        .isEqualTo(new Proceed("somebody else went on: " + code));
  }

  @Test
  void theKillSwitchIsWaitedOut() {
    assertThat(HALFWAY.read(GOOD).bound().refused(RefusalCode.EXECUTION_HALTED))
        .isEqualTo(new Retry(after(15), "execution is halted"));
  }

  @Test
  void anyOtherRefusalIsTheWayBack() {
    var because = "the gate refused a step: APPROVAL_EXPIRED";
    assertThat(HALFWAY.read(GOOD).bound().refused(RefusalCode.APPROVAL_EXPIRED))
        .as("the stop that a rollback needs is our own")
        .isEqualTo(new RequestStop(because, new StartRollback(because)));
    assertThat(EXECUTING.read(BAD).bound().refused(RefusalCode.APPROVAL_EXPIRED))
        .as("nothing took effect")
        .isEqualTo(abandon(because));
    assertThat(given(rollingBack()).read(BAD).bound().refused(RefusalCode.PRECONDITION_DRIFT))
        .as("no way back from the way back")
        .isEqualTo(abandon("the gate refused a step: PRECONDITION_DRIFT"));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTENT_CHANGED", "DIGEST_MISMATCH"})
  void whatWasFoundChangedBeforeAnythingWasDoneIsWithdrawn(RefusalCode code) {
    assertThat(EXECUTING.read(BAD).bound().refused(code))
        .isInstanceOfSatisfying(
            Withdraw.class,
            it -> assertThat(it.because()).isEqualTo(Withdrawn.Reason.CONTENT_CHANGED));
    var because = "the gate refused a step: " + code;
    assertThat(HALFWAY.read(GOOD).bound().refused(code))
        .isEqualTo(new RequestStop(because, new StartRollback(because)));
    assertThat(given(rollingBack()).read(BAD).bound().refused(code)).isEqualTo(abandon(because));
  }

  @Test
  void whatNothingNeedsAnyMoreIsWithdrawnBeforeAnythingWasDone() {
    var code = RefusalCode.INCIDENT_CLOSED;
    assertThat(EXECUTING.read(BAD).bound().refused(code))
        .isInstanceOfSatisfying(
            Withdraw.class,
            it -> assertThat(it.because()).isEqualTo(Withdrawn.Reason.NO_LONGER_NEEDED));
    assertThat(HALFWAY.read(GOOD).bound().refused(code)).isInstanceOf(RequestStop.class);
  }

  @Test
  void whatItsExecutorFindsChangedIsWithdrawnToo() {
    var changed = new StepResult.Failed("CONTENT_CHANGED", false);
    assertThat(EXECUTING.result(changed).next()).isEqualTo(fail(1, "CONTENT_CHANGED"));
    var failed =
        new RemediationEvent.StepFailed(ID, 1, 1, false, "CONTENT_CHANGED", false, after(10));
    assertThat(IN_FLIGHT.with(failed).next())
        .isInstanceOfSatisfying(
            Withdraw.class,
            it -> assertThat(it.because()).isEqualTo(Withdrawn.Reason.CONTENT_CHANGED));
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_APPROVED", "APPROVER_NO_LONGER_AUTHORISED", "SOD_CHANGE_AUTHOR"})
  void whatIsMissingIsAskedForBeforeTheFirstStepOnly(RefusalCode code) {
    assertThat(EXECUTING.read(BAD).bound().refused(code)).isInstanceOf(ExtendApproval.class);
    assertThat(HALFWAY.read(GOOD).bound().refused(code)).isInstanceOf(RequestStop.class);
  }

  /** Never the way back: the plan is as good as it was. */
  @Test
  void whereOtherPoliciesTookEffectTheyAreAskedAtOnce() {
    var code = RefusalCode.STALE_POLICY_BUNDLE;
    assertThat(EXECUTING.read(BAD).bound().refused(code)).isInstanceOf(Proceed.class);
    assertThat(HALFWAY.read(GOOD).bound().refused(code)).isInstanceOf(Proceed.class);
  }

  @Test
  void onTheWayBackOnlyTheStepAtHandIsAskedFor() {
    assertThat(given(rollingBack()).read(GOOD).next()).isInstanceOf(ReadStepContent.class);
    assertThat(EXECUTING.read(BAD).unbound().next())
        .isEqualTo(new Unanswered(after(12), "a target can't be read just now"));
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

  private static StepStarted startedAt(int epoch, int seconds) {
    var first = started(1, 1, epoch);
    return new StepStarted(
        ID,
        1,
        1,
        epoch,
        false,
        first.key(),
        BAD,
        "another instance",
        first.approvers(),
        first.policyBundle(),
        first.policyRules(),
        after(seconds));
  }

  private static StepFailed inDoubt() {
    return inDoubt(1);
  }

  private static StepFailed inDoubt(int step) {
    return new StepFailed(ID, step, 1, false, "EFFECT_IN_DOUBT", false, after(62));
  }

  private static FailStep doubt(String why) {
    return new FailStep(
        FIRST,
        1,
        "EFFECT_IN_DOUBT",
        false,
        "whether the step took effect isn't known: " + why,
        new Proceed("a person has to look"));
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
