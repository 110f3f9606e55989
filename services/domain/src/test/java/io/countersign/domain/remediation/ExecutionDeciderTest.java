package io.countersign.domain.remediation;

import static io.countersign.domain.remediation.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.FORBIDDEN;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.failed;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.reading;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.RollbackStarted;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExecutionDeciderTest {
  private static final Digest APPROVED = plan().digest();
  private static final Completed ABANDONED =
      new Completed(ID, Completed.Outcome.ABANDONED, Map.of());
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

  @Nested
  class FirstPass {
    private final StartExecution start = start(List.of(BAD), readings(false, true));

    @Test
    void whatWasApprovedStartsAndTakesItsTargets() {
      REMEDIATION.given(approvedByAlice()).when(start, system).then(executionStarted());
      REMEDIATION
          .given(proposed(plan()), evaluated(ALLOWED), approved())
          .when(under(start, ALLOWED), facts.asSystem(after(100_000)))
          .then(judgedBy(ALLOWED));
    }

    @Test
    void startingTwiceStartsOnce() {
      for (var history :
          List.of(executing(), verifying(), rollingBack(), then(executing(), ABANDONED))) {
        REMEDIATION.given(history).when(start, system).thenUnchanged();
      }
    }

    @Test
    void nothingStartsUnapproved() {
      for (var history : List.of(awaiting(1), awaiting(1).subList(0, 1))) {
        REMEDIATION.given(history).when(start, system).thenRefused(RefusalCode.NOT_APPROVED);
      }
      refused(start, facts.as("alice"), RefusalCode.FORBIDDEN);
    }

    @Test
    void anotherPlanThanTheApprovedOneNeverRuns() {
      refused(
          new StartExecution(
              ID, digest("edited"), List.of(BAD), readings(false, true), POLICY, CLOCKS),
          system,
          RefusalCode.CONTENT_CHANGED);
      var edited =
          new RemediationEvent.Proposed(
              ID, 1, PrincipalId.SYSTEM, plan(plan().rollback(), List.of()), APPROVED);
      REMEDIATION
          .given(edited, evaluated(ALLOWED), approved())
          .when(start, system)
          .thenRefused(RefusalCode.DIGEST_MISMATCH);
    }

    @Test
    void consentEnds() {
      refused(start, facts.asSystem(after(300)), RefusalCode.APPROVAL_EXPIRED);
    }

    @Test
    void clocksThatDifferStopWhatIsOfHighRisk() {
      for (int seconds : List.of(31, -31, 3600)) {
        var apart =
            new ClockComparison(
                Map.of("the database", Duration.ofSeconds(seconds)), Duration.ofSeconds(30));
        var start =
            new StartExecution(ID, APPROVED, List.of(BAD), readings(false, true), POLICY, apart);
        refused(start, system, RefusalCode.CLOCK_SKEWED);
        REMEDIATION
            .given(executing())
            .when(
                new StartStep(
                    ID,
                    1,
                    0,
                    StepAttempt.key(ID, false, 1, 1),
                    APPROVED,
                    observed(BAD),
                    POLICY,
                    apart,
                    false),
                system)
            .thenRefused(RefusalCode.CLOCK_SKEWED);
        REMEDIATION
            .given(rollingBack())
            .when(
                new StartStep(
                    ID,
                    1,
                    6,
                    StepAttempt.key(ID, true, 1, 1),
                    APPROVED,
                    observed(GOOD),
                    POLICY,
                    apart,
                    false),
                system)
            .then(backStarted(1, 1, 7));
        REMEDIATION
            .given(proposed(plan()), evaluated(ALLOWED), approved())
            .when(
                new StartExecution(
                    ID, APPROVED, List.of(BAD), readings(false, true), ALLOWED, apart),
                system)
            .then(judgedBy(ALLOWED));
      }
    }

    @Test
    void somebodyIsToldOnceOfWhatHoldsItUp() {
      var held = new RemediationCommand.RecordHoldUp(ID, RefusalCode.CLOCK_SKEWED);
      REMEDIATION
          .given(approvedByAlice())
          .when(held, system)
          .then(new RemediationEvent.HeldUp(ID, RefusalCode.CLOCK_SKEWED));
      REMEDIATION.given(approvedByAlice()).after(held, system).when(held, system).thenUnchanged();
      REMEDIATION
          .given(then(executing(), ABANDONED))
          .when(held, system)
          .thenRefused(RefusalCode.NOT_EXECUTING);
      REMEDIATION
          .given(approvedByAlice())
          .when(held, facts.as("alice"))
          .thenRefused(RefusalCode.FORBIDDEN);
    }

    @Test
    void aPlanEndsWhoeverAllowedIt() {
      var limited = plan().until(after(100));
      var allowed = REMEDIATION.given(proposed(limited), evaluated(ALLOWED), approved());
      var start =
          new StartExecution(
              ID, limited.digest(), List.of(BAD), readings(false, true), ALLOWED, CLOCKS);
      assertThat(allowed.when(start, facts.asSystem(after(99))).decision().answer())
          .isEqualTo(new Answer.Done());
      allowed.when(start, facts.asSystem(after(100))).thenRefused(RefusalCode.APPROVAL_EXPIRED);
    }

    @Test
    void whatWasNeverBoundDoesNotStart() {
      var unbound = plan().bound(step -> step.with(null));
      REMEDIATION
          .given(proposed(unbound), evaluated(ALLOWED), approved())
          .when(
              new StartExecution(
                  ID, unbound.digest(), List.of(BAD), readings(false, true), ALLOWED, CLOCKS),
              system)
          .thenRefused(RefusalCode.CONTENT_CHANGED);
    }

    @Test
    void theKillSwitchStopsIt() {
      refused(start, facts.halted(true).asSystem(), RefusalCode.EXECUTION_HALTED);
    }

    @Test
    void approversMustStillBeAuthorised() {
      refused(
          start,
          staff().person("alice", Role.VIEWER).asSystem(),
          RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
      refused(
          start, staff().disabled("alice").asSystem(), RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
      refused(
          start,
          staff().service("alice", Role.APPROVER).asSystem(),
          RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
      refused(
          start,
          staff().person("alice", Role.APPROVER, Role.ADMINISTRATOR).asSystem(),
          RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
    }

    @Test
    void oneRemediationAtATimeHoldsATarget() {
      facts.lease(CHECKOUT, OTHER);
      refused(start, system, RefusalCode.TARGET_BUSY);
      facts.lease(CHECKOUT, ID);
      REMEDIATION.given(approvedByAlice()).when(start, system).then(executionStarted());
    }

    @Test
    void driftVoidsConsent() {
      refused(start(List.of(GOOD), readings(false, true)), system, RefusalCode.PRECONDITION_DRIFT);
      refused(start(List.of(), readings(false, true)), system, RefusalCode.PRECONDITION_DRIFT);
      var more = new TargetState(CHECKOUT, Map.of("version", "1.5.0", "replicas", "3"));
      var before = readings(false, true);
      REMEDIATION
          .given(approvedByAlice())
          .when(start(List.of(more), before), system)
          .then(
              new RemediationEvent.ExecutionStarted(
                  ID,
                  APPROVED,
                  List.of(CHECKOUT.toString()),
                  List.of(more),
                  before,
                  POLICY.bundle(),
                  POLICY.rules()));
    }

    @Test
    void aFaultThatIsGoneNeedsNoRemedy() {
      refused(start(List.of(GOOD), readings(true, true)), system, RefusalCode.FAULT_GONE);
    }

    @Test
    void whatWasNotMeasuredIsNotJudged() {
      var half = List.of(reading("error-ratio", false));
      refused(start(List.of(BAD), half), system, RefusalCode.BAD_REQUEST);
      refused(start(List.of(BAD), List.of()), system, RefusalCode.BAD_REQUEST);
    }

    @Test
    void whatPolicyForbidsByNowDoesNotStart() {
      refused(under(start, FORBIDDEN), system, RefusalCode.POLICY_REFUSED);
      REMEDIATION
          .given(proposed(plan()), evaluated(ALLOWED), approved())
          .when(under(start, FORBIDDEN), system)
          .thenRefused(RefusalCode.POLICY_REFUSED);
    }

    @Test
    void stricterPolicyWaitsForTheMissingApproval() {
      refused(under(start, needsApproval(2)), system, RefusalCode.NOT_APPROVED);
      refused(under(start, commandersDecide()), system, RefusalCode.NOT_APPROVED);
      REMEDIATION
          .given(proposed(plan()), evaluated(ALLOWED), approved())
          .when(start, system)
          .thenRefused(RefusalCode.NOT_APPROVED);
      REMEDIATION
          .given(then(awaiting(1), granted(ALICE), granted(BOB), approved(ALICE, BOB)))
          .when(under(start, needsApproval(2)), system)
          .then(judgedBy(needsApproval(2)));
      var decision =
          REMEDIATION.given(approvedByAlice()).when(under(start, needsApproval(2)), system);
      assertThat(decision.decision().answer())
          .hasToString(
              "Refused[code=NOT_APPROVED, why=Policy became stricter since approval (rules"
                  + " people-decide): it takes 2 approvals by now, and 1 of those given count.]");
    }

    @Test
    void looserPolicyLeavesWhatWasAskedFor() {
      REMEDIATION
          .given(approvedByAlice())
          .when(under(start, ALLOWED), system)
          .then(judgedBy(ALLOWED));
      var both = then(awaiting(2), granted(ALICE), granted(BOB), approved(ALICE, BOB));
      REMEDIATION
          .given(both)
          .when(start, staff().disabled("alice").asSystem())
          .thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
      REMEDIATION
          .given(both)
          .when(under(start, ALLOWED), staff().disabled("alice").asSystem())
          .thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
    }

    @Test
    void whatAnswersAClosedIncidentDoesNotStart() {
      refused(start, staff().incidentClosed(INCIDENT).asSystem(), RefusalCode.INCIDENT_CLOSED);
    }

    private static StartExecution under(StartExecution it, PolicyDecision policy) {
      return new StartExecution(ID, APPROVED, it.observed(), it.before(), policy, CLOCKS);
    }

    private static RemediationEvent judgedBy(PolicyDecision policy) {
      var usual = executionStarted();
      return new RemediationEvent.ExecutionStarted(
          ID,
          APPROVED,
          usual.leases(),
          usual.observed(),
          usual.before(),
          policy.bundle(),
          policy.rules());
    }

    private void refused(StartExecution command, CommandContext context, RefusalCode code) {
      REMEDIATION
          .given(approvedByAlice())
          .when(command, context)
          .thenRefused(code)
          .recording(RemediationSpec.refused(code, StartExecution.class, context));
    }

    private static StartExecution start(List<TargetState> observed, List<ProbeReading> before) {
      return new StartExecution(ID, APPROVED, observed, before, POLICY, CLOCKS);
    }
  }

  @Nested
  class SecondPass {
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
      refused(
          first, staff().disabled("alice").asSystem(), RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
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

  @Nested
  class Results {
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
      under.after(fatal, system).when(retryable, system).thenRefused(RefusalCode.NOT_EXECUTING);
      under.after(complete, system).when(fatal, system).thenRefused(RefusalCode.NOT_EXECUTING);
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
      for (var code : List.of("REFUSED", "UNREACHABLE", "UNHEALTHY", StepAttempt.IN_DOUBT)) {
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
      back.when(fatal, system).thenRefused(RefusalCode.NOT_EXECUTING);
      back.when(new CompleteStep(ID, 7, 1, 1, true, BAD, null), system).then(completed(1, 1, true));
    }
  }

  @Nested
  class Stopping {
    private final RequestStop stop = new RequestStop(ID, "wait");

    @Test
    void whoWorksOnItMayAskToStop() {
      for (var who : List.of("alice", "carol", "dave")) {
        REMEDIATION
            .given(executing())
            .when(stop, facts.as(who))
            .then(new StopRequested(ID, new PrincipalId(who), "wait"));
      }
      REMEDIATION
          .given(verifying())
          .when(stop, system)
          .then(new StopRequested(ID, PrincipalId.SYSTEM, "wait"));
      REMEDIATION.given(executing()).and(STOP).when(stop, facts.as("dave")).thenUnchanged();
    }

    @Test
    void nobodyElse() {
      facts.person("eve", Role.VIEWER);
      for (var history : List.of(executing(), then(executing(), STOP))) {
        REMEDIATION.given(history).when(stop, facts.as("eve")).thenRefused(RefusalCode.FORBIDDEN);
        REMEDIATION
            .given(history)
            .when(stop, facts.as("ci"))
            .thenRefused(RefusalCode.HUMAN_REQUIRED);
      }
    }

    @Test
    void onlyWhatIsUnderWayAndWithAReason() {
      REMEDIATION
          .given(executing())
          .when(new RequestStop(ID, ""), system)
          .thenRefused(RefusalCode.REASON_REQUIRED);
      for (var history : List.of(approvedByAlice(), rollingBack())) {
        REMEDIATION.given(history).when(stop, system).thenRefused(RefusalCode.NOT_EXECUTING);
      }
    }
  }
}
