package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
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
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.reading;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.autonomy.Promotion;
import io.countersign.domain.testing.KnownFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The gate, first pass: what was approved starts, and nothing else. */
class StartExecutionDecisionTest {
  private static final Digest APPROVED = plan().digest();
  private static final Completed ABANDONED =
      new Completed(ID, Completed.Outcome.ABANDONED, Map.of());
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
              new StartExecution(ID, APPROVED, List.of(BAD), readings(false, true), ALLOWED, apart),
              system)
          .then(judgedBy(ALLOWED));
    }
  }

  @Test
  void whoWouldHaveToBeSettledIsNamed() {
    var facts = staff().heldInDoubt(CHECKOUT, OTHER);
    var held = new RemediationCommand.RecordHoldUp(ID, RefusalCode.TARGET_IN_DOUBT);
    var event = new RemediationEvent.HeldUp(ID, RefusalCode.TARGET_IN_DOUBT, List.of(OTHER), null);
    REMEDIATION.given(approvedByAlice()).when(held, facts.asSystem()).then(event);
    assertThat(event.reason())
        .isEqualTo(
            RefusalCode.TARGET_IN_DOUBT.meaning() + " (countersign settle " + OTHER.value() + ")");
  }

  @Test
  void whichClockIsOffIsTold() {
    var off = "The clock of the database is 300 s ahead of the server's; 30 s are tolerated.";
    var held = new RemediationCommand.RecordHoldUp(ID, RefusalCode.CLOCK_SKEWED, off);
    var event = new RemediationEvent.HeldUp(ID, RefusalCode.CLOCK_SKEWED, null, off);
    REMEDIATION.given(approvedByAlice()).when(held, system).then(event);
    assertThat(event.reason()).endsWith(off);
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

  /** Whatever a rule said when it was proposed: the promotion has to be in force now. */
  @Test
  void b31_whatNobodyWasAskedForStartsOnlyWhileItsRunbookIsPromoted() {
    var allowed = REMEDIATION.given(proposed(plan()), evaluated(ALLOWED), approved());
    var start =
        new StartExecution(
            ID, plan().digest(), List.of(BAD), readings(false, true), ALLOWED, CLOCKS);
    assertThat(allowed.when(start, facts.asSystem()).decision().answer())
        .isEqualTo(new Answer.Done());
    var by = new PrincipalId("anna");
    var content = plan().runbookDigest();
    var over = new Promotion("r", content, "rig", after(10), by, by);
    allowed
        .when(start, facts.promoted(over).asSystem(after(10)))
        .thenRefused(RefusalCode.NOT_APPROVED);
    var another = new Promotion("r", digest("edited"), "rig", after(10), by, by);
    allowed.when(start, facts.promoted(another).asSystem()).thenRefused(RefusalCode.NOT_APPROVED);
    var demoted = facts.promoted(null).asSystem();
    allowed.when(start, demoted).thenRefused(RefusalCode.NOT_APPROVED);
    assertThat(
            REMEDIATION
                .given(approvedByAlice())
                .when(this.start, staff().promoted(null).asSystem())
                .decision()
                .answer())
        .as("people agreed to this one")
        .isEqualTo(new Answer.Done());
  }

  @Test
  void aHaltOfAPartStopsWhatTouchesIt() {
    var there = new Scope(null, CHECKOUT.environment(), CHECKOUT.name(), plan().actionClass());
    refused(start, facts.halted(there).asSystem(), RefusalCode.EXECUTION_HALTED);
    facts.released(there);
    facts.halted(new Scope(null, "elsewhere", null, null));
    facts.halted(new Scope(null, null, null, "another"));
    facts.halted(new Scope("another", null, null, null));
    assertThat(
            REMEDIATION.given(approvedByAlice()).when(start, facts.asSystem()).decision().answer())
        .isEqualTo(new Answer.Done());
    facts.owned(CHECKOUT, "another");
    refused(start, facts.asSystem(), RefusalCode.EXECUTION_HALTED);
  }

  @Test
  void approversMustStillBeAuthorised() {
    refused(
        start,
        staff().person("alice", Role.VIEWER).asSystem(),
        RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
    refused(start, staff().disabled("alice").asSystem(), RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
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
    facts.heldInDoubt(CHECKOUT, OTHER);
    refused(start, system, RefusalCode.TARGET_IN_DOUBT);
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
