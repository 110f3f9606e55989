package io.countersign.domain.remediation.decision;

import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.GateCheck.Result;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.AttemptRefused;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.KnownFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each pass of the gate records every check with its result and what it was judged by. */
class GatePassTest {
  private static final String[] FORWARD = {
    "policy-bundle",
    "incident",
    "expiry",
    "plan-expiry",
    "separation-of-duties",
    "approvals",
    "groups",
    "conditions",
    "policy",
    "clocks",
    "plan-digest",
    "content",
    "kill-switch",
    "target-in-doubt",
    "target-lease",
    "target-state",
    "inclusion-proof"
  };
  private static final RemediationId OTHER = new RemediationId("rem_fedcba9876543210");
  private final KnownFacts facts = staff();

  @Test
  void theFirstPassRecordsAllChecks() {
    var started = (ExecutionStarted) decide(approvedByAlice(), start()).events().getFirst();
    var checks = checks(started.checks());
    assertThat(checks).extracting(GateCheck::check).contains(FORWARD).contains("phase", "fault");
    assertThat(checks).allMatch(it -> it.result() == Result.HELD);
    assertThat(checks)
        .contains(
            new GateCheck("approvals", Result.HELD, "1 of 1 count: alice"),
            new GateCheck("kill-switch", Result.HELD, "off"),
            new GateCheck("expiry", Result.HELD, "until " + after(300)),
            new GateCheck(
                "separation-of-duties",
                Result.HELD,
                "proposed by system; changed by nobody known;"
                    + " runbook by nobody, it came with the first bundle"),
            new GateCheck("plan-digest", Result.HELD, plan().digest().hex()));
  }

  @Test
  void theSecondPassRecordsThemAgain() {
    var started = (StepStarted) decide(executing(), firstStep()).events().getFirst();
    assertThat(checks(started.checks()))
        .extracting(GateCheck::check)
        .contains(FORWARD)
        .contains("fencing-epoch", "stop");
  }

  @Test
  void aRefusedPassRecordsWhatFailedOnceAMinute() {
    facts.disabled("alice");
    var refused = (AttemptRefused) decide(approvedByAlice(), start()).events().getFirst();
    assertThat(checks(refused.checks()))
        .filteredOn(it -> it.result() == Result.FAILED)
        .extracting(GateCheck::check)
        .contains("approvals", "policy")
        .doesNotContain("kill-switch");
    assertThat(checks(refused.checks()))
        .contains(
            new GateCheck("approvals", Result.FAILED, "0 of 1 count: nobody; no more: alice"));
    var again = new ArrayList<>(approvedByAlice());
    again.add(refused);
    assertThat(decide(again, start()).events()).isEmpty();
  }

  /** One that another always goes with would say nothing, and nobody would miss it. */
  @Test
  void eachCheckFailsForItsOwnReason() {
    facts.changedBy("alice");
    assertThat(failed(ALLOWED)).containsExactly("separation-of-duties");
    assertThat(failed(POLICY)).containsExactly("separation-of-duties", "policy");
  }

  /** Each says what it was judged by: who is involved may all the same. */
  @Test
  void whoIsInvolvedIsTakenOutByTheCheckOfDutiesOnly() {
    facts.changedBy("alice");
    var refused = (AttemptRefused) decide(approvedByAlice(), start()).events().getFirst();
    assertThat(checks(refused.checks()))
        .contains(new GateCheck("approvals", Result.HELD, "1 of 1 count: alice"));
  }

  /** A deputy stands for a group of who they decide for. */
  @Test
  void theCheckOfGroupsSaysWhoStandsForWhich() {
    facts.inGroups("alice", "dba").person("dave", Role.RESPONDER).inGroups("dave", "network");
    facts.delegated(
        new Delegation(
            new DelegationId("dlg_0123456789abcdef0123"),
            ALICE,
            new PrincipalId("dave"),
            Scope.EVERYWHERE,
            after(100),
            false));
    var history = new ArrayList<>(GroupQuorumTest.asked(1, Set.of("dba"), 1));
    history.add(granted(new PrincipalId("dave")));
    history.add(approved(new PrincipalId("dave")));
    var policy = GroupQuorumTest.policy(1, Set.of("dba"), 1);
    var command =
        new StartExecution(
            ID, plan().digest(), List.of(BAD), readings(false, true), policy, CLOCKS);
    var started = (ExecutionStarted) decide(history, command).events().getFirst();
    assertThat(checks(started.checks()))
        .contains(new GateCheck("groups", Result.HELD, "1 of 1: dave for dba"));
  }

  @Test
  void aLostRoleIsNoMatterOfDuties() {
    facts.person("alice", Role.VIEWER);
    assertThat(failed(ALLOWED)).containsExactly("approvals");
  }

  @Test
  void aTargetInDoubtIsNotABusyOne() {
    facts.heldInDoubt(CHECKOUT, OTHER);
    assertThat(failed(ALLOWED)).containsExactly("target-in-doubt");
  }

  @Test
  void aBusyTargetIsNotInDoubt() {
    facts.lease(CHECKOUT, OTHER);
    assertThat(failed(ALLOWED)).containsExactly("target-lease");
  }

  private List<String> failed(PolicyDecision policy) {
    var command =
        new StartExecution(
            ID, plan().digest(), List.of(BAD), readings(false, true), policy, CLOCKS);
    var refused = (AttemptRefused) decide(approvedByAlice(), command).events().getFirst();
    return checks(refused.checks()).stream()
        .filter(it -> it.result() == Result.FAILED)
        .map(GateCheck::check)
        .toList();
  }

  @Test
  void whatACheckWasJudgedByIsBounded() {
    assertThat(new GateCheck("content", Result.HELD, "x".repeat(1000)).input()).hasSize(200);
  }

  private Decision<RemediationEvent> decide(
      List<RemediationEvent> history, RemediationCommand command) {
    var state = Remediation.initial();
    for (var event : history) {
      state = Remediation.evolve(state, event);
    }
    return RemediationDecider.decide(state, command, facts.asSystem());
  }

  private static List<GateCheck> checks(@Nullable List<GateCheck> recorded) {
    return recorded == null ? List.of() : recorded;
  }

  private static StartExecution start() {
    return new StartExecution(
        ID, plan().digest(), List.of(BAD), readings(false, true), POLICY, CLOCKS);
  }

  private static StartStep firstStep() {
    return new StartStep(
        ID,
        1,
        0,
        StepAttempt.key(ID, false, 1, 1),
        plan().digest(),
        observed(BAD),
        POLICY,
        CLOCKS,
        false);
  }
}
