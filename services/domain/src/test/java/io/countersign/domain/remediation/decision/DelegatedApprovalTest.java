package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.requested;
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
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.Proposed;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Somebody decides for another, by that one's right and no other. */
class DelegatedApprovalTest {
  private static final Digest SHOWN = plan().digest();
  private static final Approve APPROVE = new Approve(ID, SHOWN, "looks right");
  private static final PrincipalId DAVE = new PrincipalId("dave");
  private final KnownFacts facts = staff();

  @Test
  void aDelegateApprovesOnBehalf() {
    facts.delegated(toDave("alice", Scope.EVERYWHERE, after(100), false));
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("dave", after(99)))
        .then(onBehalf(ALICE), approved(DAVE));
  }

  @Test
  void b21_whatTheRequesterDelegatedTheyWouldApproveThemselves() {
    facts.delegated(toDave("alice", Scope.EVERYWHERE, after(100), false));
    var own = new Proposed(ID, 1, ALICE, plan(), SHOWN);
    REMEDIATION
        .given(own, evaluated(needsApproval(1)), requested(1))
        .when(APPROVE, facts.as("dave"))
        .thenRefused(RefusalCode.SOD_DELEGATOR)
        .recording(
            RemediationSpec.refused(RefusalCode.SOD_DELEGATOR, Approve.class, facts.as("dave")));
    facts.changedBy("alice");
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("dave"))
        .thenRefused(RefusalCode.SOD_DELEGATOR);
  }

  /** Whoever chose alice's password could make themselves her deputy. */
  @Test
  void b21_whatSomebodyElseCouldHaveDelegatedIsDecidedByNobody() {
    facts
        .delegated(toDave("alice", Scope.EVERYWHERE, after(100), false))
        .given("alice", "eve")
        .bootstrapped();
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("dave"))
        .thenRefused(RefusalCode.SOD_DELEGATOR);
  }

  /** What nobody may hold together with an approver's role isn't lent to them either. */
  @Test
  void b21_whoWritesPolicyOrAuditsDecidesForNobody() {
    facts.delegated(toDave("alice", Scope.EVERYWHERE, after(100), false));
    var waits = REMEDIATION.given(awaiting(1));
    facts.person("dave", Role.POLICY_AUTHOR);
    waits.when(APPROVE, facts.as("dave")).thenRefused(RefusalCode.ROLE_CONFLICT);
    facts.person("dave", Role.AUDITOR);
    waits.when(APPROVE, facts.as("dave")).thenRefused(RefusalCode.ROLE_CONFLICT);
    facts.person("dave", Role.RESPONDER);
    waits.when(APPROVE, facts.as("dave")).then(onBehalf(ALICE), approved(DAVE));
  }

  @Test
  void b22_aDelegationCountsWithinItsScopeAndTime() {
    facts.delegated(toDave("alice", new Scope(null, "eu-1", null, null), after(100), false));
    var waits = REMEDIATION.given(awaiting(1));
    waits.when(APPROVE, facts.as("dave")).thenRefused(RefusalCode.FORBIDDEN);
    facts.delegated(toDave("alice", new Scope(null, "rig", null, null), after(100), false));
    waits.when(APPROVE, facts.as("dave", after(100))).thenRefused(RefusalCode.FORBIDDEN);
    waits.when(APPROVE, facts.as("dave", after(99))).then(onBehalf(ALICE), approved(DAVE));
    var given = waits.and(onBehalf(ALICE), approved(DAVE));
    given
        .when(start(), facts.asSystem(after(100)))
        .thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
  }

  @Test
  void itsDepthIsOne() {
    facts.delegated(toDave("erin", Scope.EVERYWHERE, after(100), false)).person("erin");
    facts.delegated(
        new Delegation(
            new DelegationId("dlg_0123456789abcdef0124"),
            ALICE,
            new PrincipalId("erin"),
            Scope.EVERYWHERE,
            after(100),
            false));
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("dave"))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void whoDelegatedAndWhoDecidesForThemAreOneVoice() {
    facts.delegated(toDave("alice", Scope.EVERYWHERE, after(100), false));
    REMEDIATION
        .given(awaiting(2))
        .and(granted(ALICE))
        .when(APPROVE, facts.as("dave"))
        .then(onBehalf(ALICE));
  }

  /** Their own role is no use where a group is asked that they aren't in, and alice is. */
  @Test
  void whoHasARoleOutsideOfTheGroupsThatAreAskedDecidesForWhoIsInOne() {
    facts.inGroups("alice", "dba").person("dave", Role.APPROVER).inGroups("dave", "payments");
    var waits = REMEDIATION.given(GroupQuorumTest.asked(1, Set.of("dba"), 1));
    waits.when(APPROVE, facts.as("dave")).thenRefused(RefusalCode.FORBIDDEN, "dba");
    facts.delegated(toDave("bob", Scope.EVERYWHERE, after(100), false));
    waits.when(APPROVE, facts.as("dave")).thenRefused(RefusalCode.FORBIDDEN, "dba");
    facts.delegated(
        new Delegation(
            new DelegationId("dlg_0123456789abcdef0124"),
            ALICE,
            DAVE,
            Scope.EVERYWHERE,
            after(100),
            false));
    var grounds = new ApprovalGrounds(null, null, null, Set.of("dba"), ALICE);
    waits
        .when(APPROVE, facts.as("dave"))
        .then(
            new ApprovalGranted(ID, DAVE, Set.of(Role.APPROVER), SHOWN, "looks right", grounds),
            approved(DAVE));
  }

  @Test
  void b23_whoIsOutOfOfficeIsNotCountedAndTheirDeputyIs() {
    facts.delegated(toDave("alice", Scope.EVERYWHERE, after(100), true));
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("alice"))
        .thenRefused(RefusalCode.OUT_OF_OFFICE);
    var queued = REMEDIATION.given(awaiting(1)).and(granted(ALICE), approved(ALICE));
    queued.when(start(), facts.asSystem()).thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
    queued.when(APPROVE, facts.as("dave")).then(onBehalf(ALICE), approved(DAVE));
    REMEDIATION
        .given(awaiting(1))
        .when(APPROVE, facts.as("alice", after(100)))
        .then(granted(ALICE), approved(ALICE));
  }

  private static Delegation toDave(String from, Scope scope, Instant until, boolean absent) {
    return new Delegation(
        new DelegationId("dlg_0123456789abcdef0123"),
        new PrincipalId(from),
        DAVE,
        scope,
        until,
        absent);
  }

  private static ApprovalGranted onBehalf(PrincipalId of) {
    var grounds = new ApprovalGrounds(null, null, null, null, of);
    return new ApprovalGranted(ID, DAVE, Set.of(Role.RESPONDER), SHOWN, "looks right", grounds);
  }

  private static StartExecution start() {
    return new StartExecution(
        ID, SHOWN, List.of(Remediations.BAD), readings(false, true), POLICY, CLOCKS);
  }
}
