package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.requested;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.then;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalDenied;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRevoked;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import io.countersign.domain.remediation.RemediationEvent.Proposed;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The abuse of approvals, case by case: refused with its stable code, and recorded. */
class ApprovalAbuseTest {
  private static final Digest SHOWN = plan().digest();
  private static final Approve APPROVE = new Approve(ID, SHOWN, "looks right");
  private static final Deny DENY = new Deny(ID, SHOWN, "too risky");
  private final KnownFacts facts = staff();

  @Test
  void b01_whoAskedForItDoesNotApproveIt() {
    var own = new Proposed(ID, 1, ALICE, plan(), SHOWN);
    REMEDIATION
        .given(own, evaluated(needsApproval(1)), requested(1))
        .when(APPROVE, facts.as("alice"))
        .thenRefused(RefusalCode.SOD_REQUESTER)
        .recording(
            RemediationSpec.refused(RefusalCode.SOD_REQUESTER, Approve.class, facts.as("alice")));
  }

  @Test
  void b02_noMachineApproves() {
    for (var machine : List.of("ci", "model")) {
      REMEDIATION
          .given(awaiting(1))
          .when(APPROVE, facts.as(machine))
          .thenRefused(RefusalCode.HUMAN_REQUIRED)
          .recording(
              RemediationSpec.refused(
                  RefusalCode.HUMAN_REQUIRED, Approve.class, facts.as(machine)));
    }
  }

  @Test
  void b05_aDenialBeforeDispatchWinsOverTheQuorum() {
    facts.person("erin", Role.APPROVER);
    var both =
        REMEDIATION
            .given(awaiting(2))
            .and(granted(ALICE), granted(BOB), approved(ALICE, BOB))
            .after(DENY, facts.as("erin"));
    both.when(start(POLICY, BAD), facts.asSystem()).thenRefused(RefusalCode.NOT_APPROVED);
  }

  @Test
  void b09_aPlanThatWasEditedInTheRecordDoesNotRun() {
    var edited = new Proposed(ID, 1, ALICE, plan(), digest("what was approved"));
    REMEDIATION
        .given(edited, evaluated(ALLOWED), approved())
        .when(start(ALLOWED, BAD), facts.asSystem())
        .thenRefused(RefusalCode.DIGEST_MISMATCH);
  }

  @Test
  void b11_aTargetThatIsNoLongerAsApprovedIsLeftAlone() {
    REMEDIATION
        .given(approvedByAlice())
        .when(start(POLICY, GOOD), facts.asSystem())
        .thenRefused(RefusalCode.PRECONDITION_DRIFT);
  }

  @Test
  void b14_whatExpiredJustBeforeDispatchDoesNotStart() {
    var given = REMEDIATION.given(approvedByAlice());
    given.when(start(POLICY, BAD), facts.asSystem(after(299))).then(executionStarted());
    given
        .when(start(POLICY, BAD), facts.asSystem(after(300)))
        .thenRefused(RefusalCode.APPROVAL_EXPIRED);
  }

  @Test
  void b15_whoLostTheRoleSinceDoesNotCount() {
    facts.person("alice", Role.VIEWER);
    REMEDIATION
        .given(approvedByAlice())
        .when(start(POLICY, BAD), facts.asSystem())
        .thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
  }

  @Test
  void b17_revokedAfterItsStartItIsStopped() {
    var revoke = new Revoke(ID, SHOWN, "I was wrong");
    REMEDIATION
        .given(executing())
        .when(revoke, facts.as("alice"))
        .then(
            new ApprovalRevoked(ID, ALICE, SHOWN, "I was wrong"),
            new StopRequested(ID, ALICE, "I was wrong"));
  }

  @Test
  void b18_halfAQuorumExpiresAndNeverRuns() {
    var half = REMEDIATION.given(awaiting(2)).and(granted(ALICE));
    half.when(new ExpireApproval(ID), facts.asSystem(after(300))).then(new Expired(ID));
    half.after(new ExpireApproval(ID), facts.asSystem(after(300)))
        .when(start(POLICY, BAD), facts.asSystem(after(300)))
        .thenRefused(RefusalCode.NOT_APPROVED);
  }

  @Test
  void b19_whatIsOverTakesNoApproval() {
    var reason = Withdrawn.Reason.SUPERSEDED;
    for (var over :
        List.<List<RemediationEvent>>of(
            then(awaiting(1), new Expired(ID)),
            then(awaiting(1), new ApprovalDenied(ID, ALICE, SHOWN, "no")),
            then(awaiting(1), new Withdrawn(ID, reason, "another one fits")),
            executing())) {
      REMEDIATION
          .given(over)
          .when(APPROVE, facts.as("bob"))
          .thenRefused(RefusalCode.NOT_PENDING)
          .recording(
              RemediationSpec.refused(RefusalCode.NOT_PENDING, Approve.class, facts.as("bob")));
    }
  }

  /** An approval names the digest of one plan: of another remediation's it is none. */
  @Test
  void b35_anApprovalOfAnotherPlanIsNone() {
    REMEDIATION
        .given(awaiting(1))
        .when(new Approve(ID, digest("the plan in staging"), "ok"), facts.as("alice"))
        .thenRefused(RefusalCode.DIGEST_MISMATCH);
  }

  @Test
  void b34_theSecondPlanOfATargetWaitsForTheFirst() {
    var first = new RemediationId("rem_fedcba9876543210");
    facts.lease(plan().targets().getFirst().target(), first);
    var second = REMEDIATION.given(approvedByAlice());
    second
        .when(start(POLICY, BAD), facts.asSystem())
        .thenRefused(RefusalCode.TARGET_BUSY, first.value());
    second
        .when(start(POLICY, GOOD), staff().asSystem())
        .thenRefused(RefusalCode.PRECONDITION_DRIFT);
    second.when(start(POLICY, BAD), staff().asSystem()).then(executionStarted());
  }

  @Test
  void b37_laxerPolicyChangesNothingOfWhatWaits() {
    var half = REMEDIATION.given(awaiting(2)).and(granted(ALICE));
    half.when(start(needsApproval(1), BAD), facts.asSystem()).thenRefused(RefusalCode.NOT_APPROVED);
    half.when(APPROVE, facts.as("alice")).thenUnchanged();
  }

  @Test
  void b38_stricterPolicyAsksForTheMissingApproval() {
    REMEDIATION
        .given(approvedByAlice())
        .when(start(needsApproval(2), BAD), facts.asSystem())
        .thenRefused(RefusalCode.NOT_APPROVED, "2 approvals");
  }

  private static StartExecution start(PolicyDecision now, TargetState observed) {
    return new StartExecution(ID, SHOWN, List.of(observed), readings(false, true), now, CLOCKS);
  }
}
