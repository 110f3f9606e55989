package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.then;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.ApprovalConditions;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.CurtailExecution;
import io.countersign.domain.remediation.RemediationCommand.RecordHoldUp;
import io.countersign.domain.remediation.RemediationCommand.RecordVerification;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.ExecutionCurtailed;
import io.countersign.domain.remediation.RemediationEvent.HeldUp;
import io.countersign.domain.remediation.RemediationEvent.RollbackStarted;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationEvent.VerificationFailed;
import io.countersign.domain.remediation.RemediationEvent.VerificationPassed;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** S37: people agree to the first steps of a plan alone; what they didn't agree to isn't done. */
class PartialApprovalTest {
  private static final Digest SHOWN = plan().digest();
  private static final ApprovalConditions FIRST = through(1);

  private final KnownFacts facts = staff();
  private final CommandContext system = facts.asSystem();

  /** Alice's word suffices, and she agreed to the first of two steps. */
  private final List<RemediationEvent> firstAgreed =
      then(awaiting(1), partly(ALICE), approved(ALICE), executionStarted());

  private final List<RemediationEvent> firstDone =
      then(firstAgreed, started(1, 1, 1), completed(1, 1, false));
  private final List<RemediationEvent> waits =
      then(firstDone, new HeldUp(ID, RefusalCode.STEP_NOT_APPROVED));

  @Test
  void whatIsAgreedToIsOnRecordAndBegins() {
    REMEDIATION
        .given(awaiting(1))
        .when(new Approve(ID, SHOWN, "looks right", FIRST), facts.as("alice"))
        .then(partly(ALICE), approved(ALICE));
    REMEDIATION.given(firstAgreed).when(step(1, 0, POLICY), system).then(started(1, 1, 1));
  }

  @Test
  void whatIsNotAgreedToIsNotDone() {
    REMEDIATION
        .given(firstDone)
        .when(step(2, 2, POLICY), system)
        .thenRefused(RefusalCode.STEP_NOT_APPROVED, "To step 2 agreed: nobody.");
  }

  @Test
  void stepsThatThePlanDoesNotHaveAreRefused() {
    for (int none : List.of(0, 3, -1)) {
      REMEDIATION
          .given(awaiting(1))
          .when(new Approve(ID, SHOWN, "looks right", through(none)), facts.as("alice"))
          .thenRefused(RefusalCode.CONDITION_NOT_MET, "the plan's steps are 1 to 2");
    }
  }

  @Test
  void eachStepNeedsAQuorumOfItsOwn() {
    var both =
        then(awaiting(2), granted(ALICE), partly(BOB), approved(ALICE, BOB), executionStarted());
    REMEDIATION
        .given(both)
        .when(step(1, 0, needsApproval(2)), system)
        .then(started(1, 1, 1, false, BAD, ALICE, BOB));
    REMEDIATION
        .given(both)
        .and(started(1, 1, 1), completed(1, 1, false))
        .when(step(2, 2, needsApproval(2)), system)
        .thenRefused(RefusalCode.STEP_NOT_APPROVED, "agreed: alice.");
  }

  /** Else the fewest that reach it would do for what more are asked for by now. */
  @Test
  void stricterPolicyHoldsForEachStepToo() {
    var both =
        then(
            awaiting(1),
            granted(ALICE),
            partly(BOB),
            approved(ALICE, BOB),
            executionStarted(),
            started(1, 1, 1),
            completed(1, 1, false));
    REMEDIATION
        .given(both)
        .when(step(2, 2, needsApproval(2)), system)
        .thenRefused(RefusalCode.STEP_NOT_APPROVED);
    REMEDIATION
        .given(both)
        .when(step(2, 2, POLICY), system)
        .then(started(2, 1, 3, false, GOOD, ALICE));
  }

  @Test
  void whoAgreesToMoreLetsItGoOn() {
    var more = new Approve(ID, SHOWN, "looks right");
    var further = REMEDIATION.given(waits).when(more, facts.as("alice"));
    further.then(granted(ALICE));
    REMEDIATION.given(waits).when(more, facts.as("bob")).then(granted(BOB));
    REMEDIATION
        .given(waits)
        .and(granted(BOB))
        .when(step(2, 2, POLICY), system)
        .then(started(2, 1, 3, false, GOOD, BOB));
  }

  /** An approval that is said again with a condition isn't the same word: it isn't dropped. */
  @Test
  void agreeingTwiceChangesNothingAndAgreeingToLessTakesTheNewerWord() {
    var given = REMEDIATION.given(awaiting(2)).and(granted(ALICE));
    given.when(new Approve(ID, SHOWN, "looks right", FIRST), facts.as("alice")).then(partly(ALICE));
    var approved = REMEDIATION.given(awaiting(1)).and(granted(ALICE), approved(ALICE));
    approved
        .when(new Approve(ID, SHOWN, "well", FIRST), facts.as("alice"))
        .thenRefused(RefusalCode.NOT_PENDING);
    var less = REMEDIATION.given(awaiting(2)).and(partly(ALICE));
    less.when(new Approve(ID, SHOWN, "well", FIRST), facts.as("alice")).thenUnchanged();
  }

  @Test
  void whatIsAgreedToAsAWholeTakesNoMore() {
    REMEDIATION
        .given(firstDone)
        .and(granted(BOB))
        .when(new Approve(ID, SHOWN, "too", null), facts.as("alice"))
        .thenRefused(RefusalCode.NOT_PENDING);
  }

  @Test
  void itIsToldOnceForEachStepThatWaits() {
    var told = new RecordHoldUp(ID, RefusalCode.STEP_NOT_APPROVED);
    REMEDIATION.given(waits).when(told, system).thenUnchanged();
    REMEDIATION
        .given(waits)
        .and(partly(BOB))
        .when(told, system)
        .then(new HeldUp(ID, RefusalCode.STEP_NOT_APPROVED));
    assertThat(((Remediation.Known) REMEDIATION.given(waits).state()).heldUp()).isTrue();
  }

  @Test
  void whereNobodyAgreesToMoreWhatWasDoneIsVerified() {
    var curtailed = new ExecutionCurtailed(ID, 1, List.of(2));
    REMEDIATION.given(waits).when(new CurtailExecution(ID, 2), system).then(curtailed);
    var verifying = REMEDIATION.given(waits).and(curtailed);
    var passed = new VerificationPassed(ID, readings(true, true));
    verifying.when(new RecordVerification(ID, 3, true, readings(true, true)), system).then(passed);
    verifying
        .and(passed)
        .when(new CompleteRemediation(ID, 4), system)
        .then(new Completed(ID, Completed.Outcome.VERIFIED, Map.of()));
  }

  @Test
  void onlyWhatWaitsForSomebodyToAgreeIsCutShort() {
    REMEDIATION
        .given(firstDone)
        .when(new CurtailExecution(ID, 2), system)
        .thenRefused(RefusalCode.NOT_EXECUTING);
    REMEDIATION
        .given(waits)
        .when(new CurtailExecution(ID, 1), system)
        .thenRefused(RefusalCode.STALE_EPOCH);
    REMEDIATION
        .given(waits)
        .when(new CurtailExecution(ID, 2), facts.as("alice"))
        .thenRefused(RefusalCode.FORBIDDEN);
    REMEDIATION
        .given(waits)
        .and(new RemediationEvent.StopRequested(ID, ALICE, "wait"))
        .when(new CurtailExecution(ID, 2), system)
        .thenRefused(RefusalCode.STOP_REQUESTED);
  }

  /** Whoever agreed to the first steps agreed to their way back. */
  @Test
  void theWayBackOfWhatWasDoneNeedsNobody() {
    var back =
        REMEDIATION
            .given(waits)
            .and(
                new ExecutionCurtailed(ID, 1, List.of(2)),
                new VerificationFailed(ID, readings(false, true)),
                new RollbackStarted(ID, "it didn't help"))
            .when(
                new StartStep(
                    ID,
                    1,
                    5,
                    StepAttempt.key(ID, true, 1, 1),
                    SHOWN,
                    observed(GOOD),
                    POLICY,
                    CLOCKS,
                    false),
                facts.asSystem(after(900)));
    assertThat(back.decision().events())
        .singleElement()
        .isInstanceOfSatisfying(
            StepStarted.class, it -> assertThat(it.approvers()).containsExactly(ALICE));
  }

  private static ApprovalConditions through(int step) {
    return new ApprovalConditions(Set.of(), Set.of(), null, null, step);
  }

  private static ApprovalGranted partly(PrincipalId by) {
    return new ApprovalGranted(
        ID,
        by,
        Set.of(Role.APPROVER),
        SHOWN,
        "looks right",
        new ApprovalGrounds(null, null, FIRST, null));
  }

  private static StartStep step(int number, int epoch, PolicyDecision now) {
    return new StartStep(
        ID,
        number,
        epoch,
        StepAttempt.key(ID, false, number, 1),
        SHOWN,
        observed(number == 1 ? BAD : GOOD),
        now,
        CLOCKS,
        false);
  }
}
