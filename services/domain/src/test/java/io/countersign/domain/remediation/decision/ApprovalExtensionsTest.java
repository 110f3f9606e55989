package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.requested;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.terms;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalExtended;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalExtensionsTest {
  private static final ExtendApproval STRICTER = new ExtendApproval(ID, needsApproval(2));
  private final CommandContext later = staff().asSystem(after(10));

  private static PolicyDecision.NeedsApproval commanders() {
    return new PolicyDecision.NeedsApproval(
        List.of("commanders-decide"),
        digest("bundle"),
        List.of(),
        new PolicyDecision.Approval(
            "high", 1, Set.of(Role.COMMANDER), Set.of(Role.COMMANDER), 60, 120, 300));
  }

  private static ApprovalExtended extended(PolicyDecision.Approval terms, PolicyDecision by) {
    return new ApprovalExtended(
        ID, plan().digest(), terms, List.of(ALICE), after(70), after(130), by.bundle(), by.rules());
  }

  @Test
  void aHigherQuorumAsksForTheOneThatIsMissing() {
    var asked = extended(terms(2), STRICTER.policy());
    for (var history : List.of(approvedByAlice(), executing())) {
      REMEDIATION.given(history).when(STRICTER, later).then(asked);
    }
    var given = REMEDIATION.given(approvedByAlice()).and(asked);
    given.when(STRICTER, later).thenUnchanged();
    given
        .when(new Approve(ID, plan().digest(), "me too"), staff().as("bob", after(20)))
        .then(granted(BOB, Role.APPROVER), approved(ALICE, BOB));
  }

  @Test
  void otherRolesAskForOneOfThemAndWhatWasAskedForStaysInForce() {
    var given =
        REMEDIATION.given(approvedByAlice()).and(extended(commanders().approval(), commanders()));
    given
        .when(new Approve(ID, plan().digest(), "me too"), staff().as("bob", after(20)))
        .then(granted(BOB, Role.APPROVER));
    var approve = new Approve(ID, plan().digest(), "me too");
    var carol = staff().as("carol", after(20));
    given
        .when(approve, carol)
        .then(
            granted(new PrincipalId("carol"), Role.COMMANDER),
            approved(ALICE, new PrincipalId("carol")));
    var without = staff().disabled("alice").as("carol", after(20));
    given.when(approve, without).then(granted(new PrincipalId("carol"), Role.COMMANDER));
    given
        .after(approve, carol)
        .when(
            new StartExecution(
                ID, plan().digest(), List.of(BAD), readings(false, true), commanders(), CLOCKS),
            staff().asSystem(after(30)))
        .then(
            new RemediationEvent.ExecutionStarted(
                ID,
                plan().digest(),
                List.of("service/rig/checkout-api"),
                List.of(BAD),
                readings(false, true),
                commanders().bundle(),
                commanders().rules()));
  }

  @Test
  void nobodysConsentLastsLongerThanItWasGivenFor() {
    var state =
        REMEDIATION.given(approvedByAlice()).and(extended(terms(2), STRICTER.policy())).state();
    assertThat(((Remediation.AwaitingApproval) state).consent().deadlines().expiresAt())
        .isEqualTo(after(300));
    REMEDIATION
        .given(approvedByAlice())
        .when(STRICTER, staff().asSystem(after(300)))
        .thenRefused(RefusalCode.APPROVAL_EXPIRED);
  }

  @Test
  void whoLostTheRightIsReplaced() {
    var lapsed = staff().disabled("alice").asSystem(after(10));
    REMEDIATION
        .given(approvedByAlice())
        .when(new ExtendApproval(ID, POLICY), lapsed)
        .then(
            new ApprovalExtended(
                ID,
                plan().digest(),
                terms(1),
                List.of(),
                after(70),
                after(130),
                POLICY.bundle(),
                POLICY.rules()));
  }

  @Test
  void whatPolicyLetRunByItselfIsAskedForAsIfForTheFirstTime() {
    REMEDIATION
        .given(proposed(plan()), evaluated(ALLOWED), approved())
        .when(new ExtendApproval(ID, POLICY), staff().asSystem())
        .then(requested(1));
  }

  @Test
  void nothingIsAskedForThatIsThere() {
    REMEDIATION
        .given(approvedByAlice())
        .when(new ExtendApproval(ID, POLICY), later)
        .thenUnchanged();
    REMEDIATION
        .given(approvedByAlice())
        .when(new ExtendApproval(ID, ALLOWED), later)
        .thenUnchanged();
    REMEDIATION.given(awaiting(1)).when(STRICTER, later).thenUnchanged();
  }

  @Test
  void onceAStepWasStartedNobodyIsAskedAnyMore() {
    for (var history : List.of(then(executing(), started(1, 1, 1)), verifying())) {
      REMEDIATION.given(history).when(STRICTER, later).thenRefused(RefusalCode.NOT_PENDING);
    }
    REMEDIATION
        .given(approvedByAlice())
        .when(STRICTER, staff().as("alice"))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  /** A stop stays said: asking for more would begin it anew, without. */
  @Test
  void whatSomebodyStoppedIsNotAskedForAnyMore() {
    var stopped = then(executing(), new RemediationEvent.StopRequested(ID, ALICE, "not like this"));
    REMEDIATION.given(stopped).when(STRICTER, later).thenRefused(RefusalCode.STOP_REQUESTED);
  }

  private static RemediationEvent granted(PrincipalId by, Role role) {
    return new RemediationEvent.ApprovalGranted(ID, by, Set.of(role), plan().digest(), "me too");
  }
}
