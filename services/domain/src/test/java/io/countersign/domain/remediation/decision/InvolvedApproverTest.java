package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent.ApprovalDenied;
import io.countersign.domain.remediation.RemediationEvent.ApprovalExtended;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose change is held to be the cause, or whose runbook it is, doesn't approve. */
class InvolvedApproverTest {
  private static final Digest SHOWN = plan().digest();
  private static final Approve APPROVE = new Approve(ID, SHOWN, "looks right");
  private final KnownFacts facts = staff();

  @Test
  void theChangesAuthorCannotApproveAndMaySayNo() {
    facts.changedBy("alice");
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("alice"))
        .thenRefused(RefusalCode.SOD_CHANGE_AUTHOR)
        .recording(
            RemediationSpec.refused(
                RefusalCode.SOD_CHANGE_AUTHOR, Approve.class, facts.as("alice")));
    REMEDIATION
        .given(awaiting(1))
        .when(new Deny(ID, SHOWN, "mine, and it is fine"), facts.as("alice"))
        .then(new ApprovalDenied(ID, ALICE, SHOWN, "mine, and it is fine"));
  }

  @Test
  void aDecisionKeepsWhoWasKnownToHaveMadeTheChange() {
    facts.changedBy("alice");
    var grounds = new ApprovalGrounds(List.of(ALICE), null, null, null);
    var byBob = new ApprovalGranted(ID, BOB, Set.of(Role.APPROVER), SHOWN, "looks right", grounds);
    REMEDIATION.given(awaiting(1)).when(APPROVE, facts.as("bob")).then(byBob, approved(BOB));
  }

  @Test
  void theRunbooksAuthorCannotApprove() {
    facts.runbookBy("alice");
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("alice"))
        .thenRefused(RefusalCode.SOD_RUNBOOK_AUTHOR);
  }

  @Test
  void norDoesSomebodyForThem() {
    facts.runbookBy("alice");
    facts.delegated(
        new Delegation(
            new DelegationId("dlg_0123456789abcdef0123"),
            ALICE,
            new PrincipalId("dave"),
            Scope.EVERYWHERE,
            Contexts.after(100),
            false));
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("dave"))
        .thenRefused(RefusalCode.SOD_DELEGATOR);
  }

  @Test
  void aDecisionKeepsWhoseWordTheRunbookWas() {
    facts.runbookBy("alice");
    var grounds = new ApprovalGrounds(null, null, null, null, null, null, List.of(ALICE));
    var byBob = new ApprovalGranted(ID, BOB, Set.of(Role.APPROVER), SHOWN, "looks right", grounds);
    REMEDIATION.given(awaiting(1)).when(APPROVE, facts.as("bob")).then(byBob, approved(BOB));
  }

  /** A bundle that brings just this content again took effect after they had approved. */
  @Test
  void whoseWordItBecameLaterCountsNoMoreAtEitherPass() {
    facts.runbookBy("alice");
    REMEDIATION
        .given(approvedByAlice())
        .when(start(), facts.asSystem())
        .thenRefused(RefusalCode.SOD_RUNBOOK_AUTHOR);
    REMEDIATION
        .given(executing())
        .when(firstStep(), facts.asSystem())
        .thenRefused(RefusalCode.SOD_RUNBOOK_AUTHOR);
  }

  /** Mapped after they approved: the gate refuses at both passes, and others are asked. */
  @Test
  void anAuthorKnownLaterNeverCounted() {
    facts.changedBy("alice");
    REMEDIATION
        .given(approvedByAlice())
        .when(start(), facts.asSystem())
        .thenRefused(RefusalCode.SOD_CHANGE_AUTHOR);
    REMEDIATION
        .given(executing())
        .when(firstStep(), facts.asSystem())
        .thenRefused(RefusalCode.SOD_CHANGE_AUTHOR);
    REMEDIATION
        .given(approvedByAlice())
        .when(new ExtendApproval(ID, POLICY), facts.asSystem())
        .then(
            new ApprovalExtended(
                ID,
                SHOWN,
                Remediations.terms(1),
                List.of(),
                Contexts.after(60),
                Contexts.after(120),
                POLICY.bundle(),
                POLICY.rules()));
  }

  @Test
  void othersMayStillSuffice() {
    facts.changedBy("alice");
    REMEDIATION
        .given(awaiting(1))
        .and(granted(ALICE), granted(BOB), approved(ALICE, BOB))
        .when(start(), facts.asSystem())
        .then(Remediations.executionStarted());
  }

  private static StartExecution start() {
    return new StartExecution(
        ID, SHOWN, List.of(Remediations.BAD), readings(false, true), POLICY, CLOCKS);
  }

  private static StartStep firstStep() {
    return new StartStep(
        ID,
        1,
        0,
        StepAttempt.key(ID, false, 1, 1),
        SHOWN,
        observed(Remediations.BAD),
        POLICY,
        CLOCKS,
        false);
  }
}
