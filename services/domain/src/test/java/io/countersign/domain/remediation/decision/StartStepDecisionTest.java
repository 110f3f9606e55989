package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.FORBIDDEN;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.failed;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.RollbackStarted;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The gate, second pass: before each effect. */
class StartStepDecisionTest {
  private static final Digest APPROVED = plan().digest();
  private static final StopRequested STOP = new StopRequested(ID, ALICE, "wait");
  private static final RemediationId OTHER = new RemediationId("rem_ffffffffffffffff");

  private final KnownFacts facts = staff();
  private final CommandContext system = facts.asSystem();

  /** One approval again, but of others than those who were asked. */
  private static PolicyDecision commandersDecide() {
    return new PolicyDecision.NeedsApproval(
        List.of("commanders-decide"),
        digest("bundle"),
        List.of(),
        new PolicyDecision.Approval(
            "high", 1, Set.of(Role.COMMANDER), Set.of(Role.COMMANDER), 60, 120, 300));
  }

  private final StartStep first = forward(1, 1, 0, BAD);

  @Test
  void theIntentIsRecordedBeforeTheEffect() {
    REMEDIATION.given(executing()).when(first, system).then(started(1, 1, 1));
    REMEDIATION
        .given(executing())
        .and(started(1, 1, 1), completed(1, 1, false))
        .when(forward(2, 1, 2, GOOD), system)
        .then(started(2, 1, 3));
  }

  @Test
  void aStepThatIsUnderWayIsReadBackNeverRunAgain() {
    var given = REMEDIATION.given(executing()).and(started(1, 1, 1));
    given.when(first, system).thenRefused(RefusalCode.STALE_EPOCH);
    given.when(forward(1, 2, 1, BAD), system).thenRefused(RefusalCode.STEP_IN_FLIGHT);
    assertThat(((Remediation.Running) given.state()).inFlight())
        .hasValueSatisfying(
            attempt -> {
              assertThat(attempt.before()).isEqualTo(observed(BAD));
              assertThat(attempt.startedAt()).isEqualTo(Contexts.T0);
            });
  }

  @Test
  void onlyAfterARefusalAnotherAttemptHasAnotherKey() {
    var given = REMEDIATION.given(executing()).and(started(1, 1, 1));
    var unreachable = given.and(failed(1, 1, false, true));
    unreachable.when(forward(1, 1, 2, BAD), system).then(started(1, 2, 3));
    unreachable.when(forward(1, 2, 2, BAD), system).thenRefused(RefusalCode.BAD_REQUEST);
    var refused =
        given.and(new RemediationEvent.StepFailed(ID, 1, 1, false, "REFUSED", true, Contexts.T0));
    refused.when(forward(1, 1, 2, BAD), system).thenRefused(RefusalCode.BAD_REQUEST);
    assertThat(refused.when(forward(1, 2, 2, BAD), system).decision().events())
        .singleElement()
        .isInstanceOfSatisfying(
            RemediationEvent.StepStarted.class,
            it -> assertThat(it.key()).isEqualTo(StepAttempt.key(ID, false, 1, 2)));
  }

  @Test
  void whatIsInDoubtIsSentAgainUnderItsKeyAloneAndNotBeforeItsDeadline() {
    var given = REMEDIATION.given(executing()).and(started(1, 1, 1));
    var late = facts.asSystem(after(60));
    given.when(again(1, BAD), facts.asSystem(after(59))).thenRefused(RefusalCode.STEP_IN_FLIGHT);
    given.when(forward(1, 1, 1, BAD), late).thenRefused(RefusalCode.STEP_IN_FLIGHT);
    given.when(again(0, BAD), late).thenRefused(RefusalCode.STALE_EPOCH);
    given.when(again(1, GOOD), late).thenRefused(RefusalCode.PRECONDITION_DRIFT);
    given.and(STOP).when(again(1, BAD), late).thenRefused(RefusalCode.STOP_REQUESTED);
    var other = again(1, BAD);
    given
        .when(
            new StartStep(
                ID,
                1,
                1,
                StepAttempt.key(ID, false, 1, 2),
                APPROVED,
                other.observed(),
                POLICY,
                CLOCKS,
                true),
            late)
        .thenRefused(RefusalCode.BAD_REQUEST);
    REMEDIATION
        .given(executing())
        .when(again(0, BAD), late)
        .thenRefused(RefusalCode.STEP_IN_FLIGHT);
    var sent = given.when(again(1, BAD), late).decision().events().getFirst();
    var attempt = ((Remediation.Running) given.and(sent).state()).inFlight().orElseThrow();
    assertThat(attempt.number()).isEqualTo(1);
    assertThat(attempt.sendings()).isEqualTo(2);
    assertThat(attempt.startedAt()).isEqualTo(after(60));
    assertThat(attempt.before()).isEqualTo(observed(BAD));
  }

  private static StartStep again(int epoch, TargetState seen) {
    var key = StepAttempt.key(ID, false, 1, 1);
    var later = new ObservedTarget(seen, "another instance");
    return new StartStep(ID, 1, epoch, key, APPROVED, later, POLICY, CLOCKS, true);
  }

  @Test
  void afterAStepThatFailedForGoodNoneFollows() {
    REMEDIATION
        .given(executing())
        .and(started(1, 1, 1), failed(1, 1, false, false))
        .when(forward(1, 2, 2, BAD), system)
        .thenRefused(RefusalCode.NOT_EXECUTING);
  }

  @Test
  void stepsGoInOrder() {
    refused(forward(2, 1, 0, BAD), system, RefusalCode.STEP_ORDER);
    refused(forward(9, 1, 0, BAD), system, RefusalCode.STEP_ORDER);
    REMEDIATION
        .given(executing())
        .and(started(1, 1, 1), completed(1, 1, false))
        .when(forward(1, 2, 2, GOOD), system)
        .thenRefused(RefusalCode.STEP_ORDER);
  }

  @Test
  void theGateJudgesByFreshFacts() {
    refused(first, facts.as("alice"), RefusalCode.FORBIDDEN);
    refused(forward(1, 1, 0, GOOD), system, RefusalCode.PRECONDITION_DRIFT);
    var other = new TargetState(service("payments"), BAD.fields());
    refused(forward(1, 1, 0, other), system, RefusalCode.PRECONDITION_DRIFT);
    refused(
        new StartStep(
            ID, 1, 0, first.key(), digest("edited"), observed(BAD), POLICY, CLOCKS, false),
        system,
        RefusalCode.CONTENT_CHANGED);
    refused(first, facts.asSystem(after(300)), RefusalCode.APPROVAL_EXPIRED);
    refused(first, staff().halted(true).asSystem(), RefusalCode.EXECUTION_HALTED);
    refused(first, staff().disabled("alice").asSystem(), RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
    refused(first, staff().lease(CHECKOUT, OTHER).asSystem(), RefusalCode.TARGET_BUSY);
  }

  @Test
  void aRequestedStopHoldsUpTheNextStep() {
    REMEDIATION
        .given(executing())
        .and(STOP)
        .when(first, system)
        .thenRefused(RefusalCode.STOP_REQUESTED);
  }

  @Test
  void thereAreNoStepsOutsideOfExecution() {
    for (var history : List.of(awaiting(1), approvedByAlice(), verifying())) {
      REMEDIATION.given(history).when(first, system).thenRefused(RefusalCode.NOT_EXECUTING);
    }
    REMEDIATION
        .given(approvedByAlice())
        .when(first, facts.as("alice"))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void theWayBackWasApprovedWithThePlan() {
    var lapsed = staff().disabled("alice");
    REMEDIATION
        .given(rollingBack())
        .when(back(1, 1, 6, GOOD), lapsed.asSystem())
        .then(started(1, 1, 7, true, GOOD));
    REMEDIATION
        .given(executing())
        .and(started(1, 1, 1), completed(1, 1, false), STOP, new RollbackStarted(ID, "stop"))
        .when(back(1, 1, 3, GOOD), facts.asSystem())
        .then(backStarted(1, 1, 4));
  }

  @Test
  void theKillSwitchAndDriftHoldUpTheWayBackToo() {
    var given = REMEDIATION.given(rollingBack());
    given
        .when(back(1, 1, 6, GOOD), staff().halted(true).asSystem())
        .thenRefused(RefusalCode.EXECUTION_HALTED);
    given
        .when(
            back(1, 1, 6, GOOD),
            staff().halted(new Scope(null, CHECKOUT.environment(), null, null)).asSystem())
        .thenRefused(RefusalCode.EXECUTION_HALTED);
    given.when(back(1, 1, 6, BAD), facts.asSystem()).thenRefused(RefusalCode.PRECONDITION_DRIFT);
  }

  @Test
  void policyAndIncidentAreReadAgain() {
    refused(under(first, FORBIDDEN), system, RefusalCode.POLICY_REFUSED);
    refused(under(first, needsApproval(2)), system, RefusalCode.NOT_APPROVED);
    refused(under(first, commandersDecide()), system, RefusalCode.NOT_APPROVED);
    refused(first, staff().incidentClosed(INCIDENT).asSystem(), RefusalCode.INCIDENT_CLOSED);
    var usual = started(1, 1, 1);
    REMEDIATION
        .given(executing())
        .when(under(first, ALLOWED), system)
        .then(
            new RemediationEvent.StepStarted(
                ID,
                1,
                1,
                1,
                false,
                usual.key(),
                BAD,
                Remediations.INSTANCE,
                List.of(ALICE),
                ALLOWED.bundle(),
                ALLOWED.rules(),
                Contexts.T0));
  }

  @Test
  void theWayBackNeedsNeitherPolicyNorAnOpenIncident() {
    var closed = staff().incidentClosed(INCIDENT).asSystem();
    REMEDIATION
        .given(rollingBack())
        .when(under(back(1, 1, 6, GOOD), FORBIDDEN), closed)
        .then(
            new RemediationEvent.StepStarted(
                ID,
                1,
                1,
                7,
                true,
                StepAttempt.key(ID, true, 1, 1),
                GOOD,
                Remediations.INSTANCE,
                List.of(ALICE),
                FORBIDDEN.bundle(),
                FORBIDDEN.rules(),
                Contexts.T0));
  }

  private static StartStep under(StartStep it, PolicyDecision policy) {
    return new StartStep(
        ID,
        it.step(),
        it.epoch(),
        it.key(),
        it.planDigest(),
        it.observed(),
        policy,
        CLOCKS,
        it.again());
  }

  private void refused(StartStep command, CommandContext context, RefusalCode code) {
    REMEDIATION
        .given(executing())
        .when(command, context)
        .thenRefused(code)
        .recording(RemediationSpec.refused(code, StartStep.class, context));
  }

  private static StartStep forward(int step, int attempt, int epoch, TargetState observed) {
    return new StartStep(
        ID,
        step,
        epoch,
        StepAttempt.key(ID, false, step, attempt),
        APPROVED,
        observed(observed),
        POLICY,
        CLOCKS,
        false);
  }

  private static StartStep back(int step, int attempt, int epoch, TargetState observed) {
    return new StartStep(
        ID,
        step,
        epoch,
        StepAttempt.key(ID, true, step, attempt),
        APPROVED,
        observed(observed),
        POLICY,
        CLOCKS,
        false);
  }
}
