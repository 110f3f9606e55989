package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalDenied;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRevoked;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A person approves, denies, or takes an approval back. */
class ApproverDecisionsTest {
  private static final Digest SHOWN = plan().digest();
  private static final Approve APPROVE = new Approve(ID, SHOWN, "looks right");
  private static final Deny DENY = new Deny(ID, SHOWN, "too risky now");
  private static final Revoke REVOKE = new Revoke(ID, SHOWN, "I was wrong");
  private static final ApprovalRevoked REVOKED =
      new ApprovalRevoked(ID, ALICE, SHOWN, "I was wrong");
  private final KnownFacts facts = staff();
  private final CommandContext alice = facts.as("alice");
  private final CommandContext bob = facts.as("bob");

  @Nested
  class Approving {
    @Test
    void distinctPersonsMakeTheQuorum() {
      REMEDIATION.given(awaiting(2)).when(APPROVE, alice).then(granted(ALICE));
      REMEDIATION
          .given(awaiting(2))
          .and(granted(ALICE))
          .when(APPROVE, bob)
          .then(granted(BOB), approved(ALICE, BOB));
    }

    @Test
    void theSamePersonAgainIsTheSameAnswer() {
      REMEDIATION.given(awaiting(2)).and(granted(ALICE)).when(APPROVE, alice).thenUnchanged();
      for (var history :
          List.of(
              approvedByAlice(),
              executing(),
              verifying(),
              rollingBack(),
              then(approvedByAlice(), new Expired(ID)))) {
        REMEDIATION.given(history).when(APPROVE, alice).thenUnchanged();
      }
    }

    @Test
    void onlyThePlanThatWaits() {
      REMEDIATION
          .given(awaiting(1))
          .when(new Approve(ID, digest("another plan"), "ok"), alice)
          .thenRefused(RefusalCode.DIGEST_MISMATCH);
    }

    @Test
    void notAfterTheDeadline() {
      REMEDIATION
          .given(awaiting(1))
          .when(APPROVE, facts.as("alice", after(299)))
          .then(granted(ALICE), approved(ALICE));
      for (var command : List.<RemediationCommand>of(APPROVE, DENY)) {
        REMEDIATION
            .given(awaiting(1))
            .when(command, facts.as("alice", after(300)))
            .thenRefused(RefusalCode.APPROVAL_EXPIRED);
      }
    }

    @Test
    void notWhenNothingWaits() {
      for (var history :
          List.of(
              awaiting(1).subList(0, 2),
              approvedByAlice(),
              executing(),
              then(awaiting(1), new Expired(ID)),
              List.<RemediationEvent>of(proposed(plan()), evaluated(ALLOWED), approved()))) {
        REMEDIATION.given(history).when(APPROVE, bob).thenRefused(RefusalCode.NOT_PENDING);
      }
    }

    @Test
    void whoLostTheRoleIsNotCounted() {
      var half = REMEDIATION.given(awaiting(2)).and(granted(ALICE));
      facts.person("alice", Role.VIEWER).person("erin", Role.APPROVER);
      half.when(APPROVE, bob).then(granted(BOB));
      half.after(APPROVE, bob)
          .when(APPROVE, facts.as("erin"))
          .then(granted(new PrincipalId("erin")), approved(BOB, new PrincipalId("erin")));
    }

    @Test
    void whoGotTheRoleBackIsCountedOnAsking() {
      var both = REMEDIATION.given(awaiting(2)).and(granted(ALICE), granted(BOB));
      both.when(APPROVE, alice).then(approved(ALICE, BOB));
      both.when(APPROVE, facts.as("alice", after(300))).thenUnchanged();
    }

    @Test
    void anApprovalThatNoLongerCountsCanBeReplacedBeforeExecution() {
      facts.disabled("alice");
      REMEDIATION.given(approvedByAlice()).when(APPROVE, bob).then(granted(BOB), approved(BOB));
    }
  }

  @Nested
  class Denying {
    private final ApprovalDenied denied = new ApprovalDenied(ID, BOB, SHOWN, "too risky now");

    @Test
    void oneDenialWinsUntilExecutionBegins() {
      REMEDIATION.given(awaiting(2)).and(granted(ALICE)).when(DENY, bob).then(denied);
      REMEDIATION.given(approvedByAlice()).when(DENY, bob).then(denied);
      REMEDIATION.given(executing()).when(DENY, bob).thenRefused(RefusalCode.NOT_PENDING);
      var closed = REMEDIATION.given(awaiting(1)).and(denied);
      assertThat(closed.state())
          .isInstanceOfSatisfying(
              Remediation.Closed.class,
              state -> assertThat(state.ending()).isEqualTo(Remediation.Ending.DENIED));
      closed.when(DENY, bob).thenUnchanged();
      closed.when(APPROVE, alice).thenRefused(RefusalCode.NOT_PENDING);
    }

    @Test
    void itNeedsAReasonAndTheRightPlan() {
      REMEDIATION
          .given(awaiting(1))
          .when(new Deny(ID, SHOWN, " "), bob)
          .thenRefused(RefusalCode.REASON_REQUIRED);
      REMEDIATION
          .given(awaiting(1))
          .when(new Deny(ID, digest("another plan"), "no"), bob)
          .thenRefused(RefusalCode.DIGEST_MISMATCH);
    }

    @Test
    void whoApprovedRevokesFirst() {
      var half = REMEDIATION.given(awaiting(2)).and(granted(ALICE));
      half.when(DENY, alice).thenRefused(RefusalCode.ALREADY_DECIDED);
      half.after(REVOKE, alice)
          .when(DENY, alice)
          .then(new ApprovalDenied(ID, ALICE, SHOWN, "too risky now"));
    }
  }

  @Nested
  class Revoking {
    @Test
    void beforeExecutionItWaitsAgain() {
      REMEDIATION.given(awaiting(2)).and(granted(ALICE)).when(REVOKE, alice).then(REVOKED);
      REMEDIATION.given(approvedByAlice()).when(REVOKE, alice).then(REVOKED);
      var back = REMEDIATION.given(approvedByAlice()).and(REVOKED);
      assertThat(back.state().phase()).isEqualTo(Remediation.Phase.AWAITING_APPROVAL);
      back.when(REVOKE, alice).thenUnchanged();
      back.when(APPROVE, alice).then(granted(ALICE), approved(ALICE));
    }

    @Test
    void theOthersMayStillSuffice() {
      REMEDIATION
          .given(awaiting(1))
          .and(granted(ALICE), approved(ALICE), granted(BOB), approved(ALICE, BOB))
          .when(REVOKE, alice)
          .then(REVOKED, approved(BOB));
    }

    @Test
    void onceEffectsAreUnderWayItAsksToStop() {
      var stop = new StopRequested(ID, ALICE, "I was wrong");
      REMEDIATION.given(executing()).when(REVOKE, alice).then(REVOKED, stop);
      REMEDIATION.given(verifying()).when(REVOKE, alice).then(REVOKED, stop);
      REMEDIATION.given(executing()).and(stop).when(REVOKE, alice).then(REVOKED);
      var passed = new RemediationEvent.VerificationPassed(ID, readings(true, true));
      for (var history : List.of(rollingBack(), then(verifying(), passed))) {
        REMEDIATION.given(history).when(REVOKE, alice).thenRefused(RefusalCode.NOT_PENDING);
      }
    }

    @Test
    void onlyTheOwnApprovalOfThisPlanWithAReason() {
      REMEDIATION.given(awaiting(1)).when(REVOKE, alice).thenRefused(RefusalCode.NOTHING_TO_REVOKE);
      REMEDIATION
          .given(approvedByAlice())
          .when(REVOKE, bob)
          .thenRefused(RefusalCode.NOTHING_TO_REVOKE);
      REMEDIATION
          .given(approvedByAlice())
          .when(new Revoke(ID, digest("another plan"), "no"), alice)
          .thenRefused(RefusalCode.DIGEST_MISMATCH);
      REMEDIATION
          .given(approvedByAlice())
          .when(new Revoke(ID, SHOWN, ""), alice)
          .thenRefused(RefusalCode.REASON_REQUIRED);
      REMEDIATION.given(proposed(plan())).when(REVOKE, alice).thenRefused(RefusalCode.NOT_PENDING);
      REMEDIATION
          .given(approvedByAlice())
          .when(REVOKE, facts.asSystem())
          .thenRefused(RefusalCode.HUMAN_REQUIRED);
    }

    @Test
    void whoLostTheRoleCanStillTakeItBack() {
      facts.person("alice", Role.VIEWER);
      REMEDIATION.given(approvedByAlice()).when(REVOKE, facts.as("alice")).then(REVOKED);
    }
  }
}
