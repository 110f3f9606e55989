package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.requested;
import static io.countersign.domain.testing.Remediations.staff;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.ApproverShortfall;
import io.countersign.domain.remediation.ApproverShortfall.Excluded;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalExtended;
import io.countersign.domain.remediation.RemediationEvent.ApprovalReminded;
import io.countersign.domain.remediation.RemediationEvent.QuorumImpossible;
import io.countersign.domain.remediation.RemediationEvent.QuorumPossible;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Those who could approve are compared with what is asked for, when it's asked and later. */
class QuorumFeasibilityTest {
  private static final RequestApproval REQUEST = new RequestApproval(ID);
  private static final Approve APPROVE = new Approve(ID, plan().digest(), "looks right");
  private static final Excluded ROOT =
      new Excluded(new PrincipalId("root"), RefusalCode.SOD_ADMINISTRATOR);
  private final KnownFacts facts = staff();

  @Test
  void b30_twoAreAskedForAndThereIsOne_itWaitsAndSaysWhoIsMissing() {
    facts.disabled("bob").disabled("carol");
    var given = REMEDIATION.given(proposed(plan()), evaluated(needsApproval(2)));
    given.when(REQUEST, facts.asSystem()).then(requested(2), impossible(2, List.of(ALICE), ROOT));
    assertThat(new ApproverShortfall(2, 0, Set.of(), List.of(ALICE), 0, List.of(ROOT)).text())
        .isEqualTo(
            "2 approvals are asked for, 1 could be had; only alice could, not root"
                + " (SOD_ADMINISTRATOR). Give more people a role that decides here.");
  }

  /** The request isn't lost: whoever can approves, and once enough people could it's as usual. */
  @Test
  void b30_itHealsOnceEnoughPeopleCould() {
    facts.disabled("bob").disabled("carol");
    var waits =
        REMEDIATION
            .given(awaiting(2))
            .and(impossible(2, List.of(ALICE), ROOT))
            .after(APPROVE, facts.as("alice"));
    waits.when(REQUEST, facts.asSystem()).thenUnchanged();
    var enough = staff();
    waits.when(REQUEST, enough.asSystem()).then(new QuorumPossible(ID));
    waits
        .after(REQUEST, enough.asSystem())
        .when(APPROVE, enough.as("bob"))
        .then(granted(BOB), approved(ALICE, BOB));
  }

  @Test
  void whoIsAskedLaterCountsAsWell() {
    REMEDIATION
        .given(proposed(plan()), evaluated(needsApproval(3)))
        .when(REQUEST, facts.asSystem())
        .then(requested(3));
  }

  @Test
  void whoIsInvolvedIsNamed() {
    facts.disabled("carol").changedBy("bob");
    REMEDIATION
        .given(proposed(plan()), evaluated(needsApproval(2)))
        .when(REQUEST, facts.asSystem())
        .then(
            requested(2),
            impossible(2, List.of(ALICE), new Excluded(BOB, RefusalCode.SOD_CHANGE_AUTHOR), ROOT));
  }

  @Test
  void whoLosesARightWhileItWaitsIsMissedAtTheReminderAtTheLatest() {
    facts.disabled("bob").disabled("carol");
    REMEDIATION
        .given(awaiting(2))
        .when(new RemindApprovers(ID), facts.asSystem(Contexts.after(60)))
        .then(new ApprovalReminded(ID), impossible(2, List.of(ALICE), ROOT));
  }

  @Test
  void whatIsAskedForBesidesIsComparedToo() {
    facts.disabled("bob").disabled("carol");
    var given = REMEDIATION.given(awaiting(1)).and(granted(ALICE), approved(ALICE));
    given
        .when(new ExtendApproval(ID, needsApproval(2)), facts.asSystem())
        .then(extended(2), impossible(2, List.of(ALICE), ROOT));
  }

  @Test
  void whoIsAwayIsMissedUnlessTheirDeputyDecides() {
    facts.disabled("carol").delegated(away("dave"));
    var given = REMEDIATION.given(proposed(plan()), evaluated(needsApproval(2)));
    given.when(REQUEST, facts.asSystem()).then(requested(2));
    facts.disabled("dave");
    given
        .when(REQUEST, facts.asSystem())
        .then(
            requested(2),
            impossible(2, List.of(ALICE), new Excluded(BOB, RefusalCode.OUT_OF_OFFICE), ROOT));
  }

  @Test
  void twoPersonsOfOneGroupAreTooFewForTwoGroups() {
    facts.disabled("carol").inGroups("alice", "dba").inGroups("bob", "dba");
    var asked = ofGroups(2);
    var given =
        REMEDIATION.given(
            proposed(plan()),
            evaluated(
                new PolicyDecision.NeedsApproval(
                    List.of("r"), digest("bundle"), List.of(), asked)));
    var missing = new ApproverShortfall(2, 2, Set.of(), List.of(ALICE, BOB), 1, List.of(ROOT));
    var last = given.when(REQUEST, facts.asSystem()).decision().events().getLast();
    assertThat(last).isEqualTo(new QuorumImpossible(ID, missing));
    assertThat(missing.text()).contains("of 2 different groups", "2 could be had of 1");
    facts.inGroups("bob", "payments");
    assertThat(given.when(REQUEST, facts.asSystem()).decision().events()).hasSize(1);
  }

  private static PolicyDecision.Approval ofGroups(int groups) {
    return new PolicyDecision.Approval(
        "high",
        2,
        Set.of(Role.APPROVER),
        Set.of(Role.COMMANDER),
        60,
        120,
        300,
        new Safeguards(Set.of(), groups, 0, false));
  }

  private static Delegation away(String to) {
    return new Delegation(
        new DelegationId("dlg_0123456789abcdef0123"),
        BOB,
        new PrincipalId(to),
        Scope.EVERYWHERE,
        Contexts.after(1_000),
        true);
  }

  private static RemediationEvent impossible(
      int quorum, List<PrincipalId> pool, Excluded... excluded) {
    return new QuorumImpossible(
        ID, new ApproverShortfall(quorum, 0, Set.of(), pool, 0, List.of(excluded)));
  }

  private static RemediationEvent extended(int quorum) {
    return new ApprovalExtended(
        ID,
        plan().digest(),
        Remediations.terms(quorum),
        List.of(ALICE),
        Contexts.after(60),
        Contexts.after(120),
        digest("bundle"),
        List.of("people-decide"));
  }
}
