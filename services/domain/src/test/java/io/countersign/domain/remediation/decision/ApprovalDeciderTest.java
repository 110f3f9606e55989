package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.requested;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalDenied;
import io.countersign.domain.remediation.RemediationEvent.ApprovalEscalated;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.ApprovalReminded;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRevoked;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import io.countersign.domain.remediation.RemediationEvent.Proposed;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApprovalDeciderTest {
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
  class Asking {
    private final RequestApproval request = new RequestApproval(ID);

    @Test
    void deadlinesCountFromTheRequest() {
      REMEDIATION
          .given(proposed(plan()), evaluated(needsApproval(2)))
          .when(request, facts.asSystem())
          .then(requested(2));
    }

    @Test
    void itIsAskedOnceAndOnlyAfterPolicySaidSo() {
      REMEDIATION.given(awaiting(1)).when(request, facts.asSystem()).thenUnchanged();
      REMEDIATION.given(executing()).when(request, facts.asSystem()).thenUnchanged();
      REMEDIATION
          .given(proposed(plan()))
          .when(request, facts.asSystem())
          .thenRefused(RefusalCode.NOT_YET)
          .recording();
      REMEDIATION
          .given(proposed(plan()), evaluated(ALLOWED), approved())
          .when(request, facts.asSystem())
          .thenRefused(RefusalCode.NOT_PENDING);
      REMEDIATION.given(awaiting(1)).when(request, alice).thenRefused(RefusalCode.FORBIDDEN);
    }
  }

  /** One administrator isn't two approvers. */
  @Nested
  class ByWhomSomebodyElseCouldBe {
    @Test
    void isntAsked() {
      facts.given("alice", "root");
      REMEDIATION.given(awaiting(1)).when(APPROVE, alice).then(granted(ALICE), approved(ALICE));
      facts.bootstrapped();
      REMEDIATION
          .given(awaiting(1))
          .when(APPROVE, alice)
          .thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
      REMEDIATION.given(awaiting(1)).when(DENY, alice).then(denied());
    }

    /** What was given before is asked for anew. */
    @Test
    void doesntCountAnyMore() {
      facts.bootstrapped().given("alice", "root");
      REMEDIATION.given(awaiting(2)).and(granted(ALICE)).when(APPROVE, bob).then(granted(BOB));
    }

    @Test
    void countsOnceForWhoeverAloneHandedOutBothPasswords() {
      facts.invited("alice", "root").invited("bob", "root");
      var half = REMEDIATION.given(awaiting(2)).and(granted(ALICE));
      half.when(APPROVE, bob).then(granted(BOB), approved(ALICE, BOB));
      facts.bootstrapped();
      half.when(APPROVE, bob).thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
      facts.invited("bob", "other");
      half.when(APPROVE, bob).then(granted(BOB), approved(ALICE, BOB));
    }

    @Test
    void isntOfWhoProposedIt() {
      var byDave = new Proposed(ID, 1, new PrincipalId("dave"), plan(), plan().digest());
      var waits = REMEDIATION.given(byDave, evaluated(needsApproval(1)), requested(1));
      waits.when(APPROVE, alice).then(granted(ALICE), approved(ALICE));
      facts.given("alice", "dave");
      waits.when(APPROVE, alice).thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
      facts.person("erin", Role.APPROVER).given("dave", "erin");
      waits.when(APPROVE, facts.as("erin")).thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
    }

    /** The rule of two persons is that of confirmations. */
    @Test
    void isntOfWhomAThirdCouldBeWithWhoProposedIt() {
      var byDave = new Proposed(ID, 1, new PrincipalId("dave"), plan(), plan().digest());
      var waits = REMEDIATION.given(byDave, evaluated(needsApproval(1)), requested(1));
      facts.invited("alice", "root").invited("dave", "root");
      waits.when(APPROVE, alice).then(granted(ALICE), approved(ALICE));
      facts.bootstrapped();
      waits.when(APPROVE, alice).thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
      facts.invited("alice", "erin").invited("erin", "root");
      waits.when(APPROVE, alice).thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
      facts.invited("erin", "other");
      waits.when(APPROVE, alice).then(granted(ALICE), approved(ALICE));
    }

    @Test
    void countsOnceThroughOthersToo() {
      facts.bootstrapped().invited("alice", "erin").invited("erin", "root").invited("bob", "root");
      var half = REMEDIATION.given(awaiting(2)).and(granted(ALICE));
      half.when(APPROVE, bob).thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
    }

    private static ApprovalDenied denied() {
      return new ApprovalDenied(ID, ALICE, SHOWN, "too risky now");
    }
  }

  @Nested
  class OverTheIncident {
    private final KnownFacts closed = staff().incidentClosed(INCIDENT);

    @Test
    void nobodyIsAskedAndNobodyApproves() {
      REMEDIATION
          .given(proposed(plan()), evaluated(needsApproval(2)))
          .when(new RequestApproval(ID), closed.asSystem())
          .thenRefused(RefusalCode.INCIDENT_CLOSED);
      REMEDIATION
          .given(awaiting(1))
          .when(APPROVE, closed.as("alice"))
          .thenRefused(RefusalCode.INCIDENT_CLOSED)
          .recording(
              RemediationSpec.refused(
                  RefusalCode.INCIDENT_CLOSED, Approve.class, closed.as("alice")));
    }

    @Test
    void nobodyIsRemindedAndNobodyElseIsAsked() {
      var late = closed.asSystem(Contexts.T0.plusSeconds(200));
      for (var command : List.of(new RemindApprovers(ID), new EscalateApproval(ID))) {
        REMEDIATION.given(awaiting(1)).when(command, late).thenRefused(RefusalCode.INCIDENT_CLOSED);
      }
    }

    @Test
    void askingAgainSettlesNothingAnyMore() {
      var both = then(awaiting(2), granted(ALICE), granted(BOB));
      REMEDIATION.given(both).when(APPROVE, closed.as("alice")).thenUnchanged();
      REMEDIATION.given(executing()).when(APPROVE, closed.as("alice")).thenUnchanged();
    }

    @Test
    void whoWantsOutStillGetsOut() {
      REMEDIATION.given(approvedByAlice()).when(REVOKE, closed.as("alice")).then(REVOKED);
      REMEDIATION
          .given(awaiting(1))
          .when(DENY, closed.as("bob"))
          .then(new ApprovalDenied(ID, BOB, SHOWN, "too risky now"));
    }
  }

  @Nested
  class Timers {
    @Test
    void theRecordedDeadlineDecidesNotTheTimer() {
      var given = REMEDIATION.given(awaiting(1));
      given.when(new RemindApprovers(ID), at(59)).thenRefused(RefusalCode.NOT_YET).recording();
      given.when(new RemindApprovers(ID), at(60)).then(new ApprovalReminded(ID));
      given.when(new EscalateApproval(ID), at(119)).thenRefused(RefusalCode.NOT_YET).recording();
      given
          .when(new EscalateApproval(ID), at(120))
          .then(new ApprovalEscalated(ID, Set.of(Role.COMMANDER)));
      given.when(new ExpireApproval(ID), at(299)).thenRefused(RefusalCode.NOT_YET).recording();
      given.when(new ExpireApproval(ID), at(300)).then(new Expired(ID));
    }

    @Test
    void aTimerTakesEffectOnce() {
      var rung =
          REMEDIATION
              .given(awaiting(1))
              .after(new RemindApprovers(ID), at(60))
              .after(new EscalateApproval(ID), at(120));
      rung.when(new RemindApprovers(ID), at(121)).thenUnchanged();
      rung.when(new EscalateApproval(ID), at(121)).thenUnchanged();
      rung.after(new ExpireApproval(ID), at(300))
          .when(new ExpireApproval(ID), at(301))
          .thenUnchanged();
    }

    @Test
    void afterTheDecisionOnlyExpiryCounts() {
      var given = REMEDIATION.given(approvedByAlice());
      given.when(new RemindApprovers(ID), at(60)).thenRefused(RefusalCode.NOT_PENDING);
      given.when(new EscalateApproval(ID), at(120)).thenRefused(RefusalCode.NOT_PENDING);
      given.when(new ExpireApproval(ID), at(300)).then(new Expired(ID));
      for (var history : List.of(executing(), awaiting(1).subList(0, 1))) {
        REMEDIATION
            .given(history)
            .when(new ExpireApproval(ID), at(300))
            .thenRefused(RefusalCode.NOT_PENDING);
      }
    }

    @Test
    void nobodyButTheProductRingsThem() {
      for (var command :
          List.of(new RemindApprovers(ID), new EscalateApproval(ID), new ExpireApproval(ID))) {
        REMEDIATION
            .given(awaiting(1))
            .when(command, facts.as("alice", after(300)))
            .thenRefused(RefusalCode.FORBIDDEN);
      }
    }

    private CommandContext at(long seconds) {
      return facts.asSystem(after(seconds));
    }
  }

  @Nested
  class WhoMayDecide {
    @Test
    void onlyAPersonByTheSurfaceAndByTheRecord() {
      refusal(facts.as("ci"), RefusalCode.HUMAN_REQUIRED);
      refusal(facts.as("model"), RefusalCode.HUMAN_REQUIRED);
      refusal(facts.asSystem(), RefusalCode.HUMAN_REQUIRED);
      var disguised = new Actor(new PrincipalId("ci"), PrincipalKind.PERSON);
      refusal(Contexts.of(disguised, Contexts.T0, facts), RefusalCode.HUMAN_REQUIRED);
    }

    @Test
    void onlyWhomTheProductKnowsAndTrusts() {
      refusal(alice.with(KnownFacts.nothing()), RefusalCode.UNKNOWN_PRINCIPAL);
      refusal(facts.as("dave"), RefusalCode.FORBIDDEN);
      refusal(facts.as("carol"), RefusalCode.FORBIDDEN);
      refusal(facts.as("root"), RefusalCode.SOD_ADMINISTRATOR);
      refusal(facts.disabled("alice").as("alice"), RefusalCode.PRINCIPAL_DISABLED);
    }

    @Test
    void neverWhoProposed() {
      var own = new Proposed(ID, 1, ALICE, plan(), SHOWN);
      var given = REMEDIATION.given(own, evaluated(needsApproval(1)), requested(1));
      given.when(APPROVE, alice).thenRefused(RefusalCode.SOD_REQUESTER);
      given.when(DENY, alice).thenRefused(RefusalCode.SOD_REQUESTER);
      given.when(APPROVE, bob).then(granted(BOB), approved(BOB));
    }

    @Test
    void escalationWidensIt() {
      var carol = new PrincipalId("carol");
      REMEDIATION
          .given(awaiting(1))
          .and(new ApprovalEscalated(ID, Set.of(Role.COMMANDER)))
          .when(APPROVE, facts.as("carol"))
          .then(
              new ApprovalGranted(ID, carol, Set.of(Role.COMMANDER), SHOWN, "looks right"),
              approved(carol));
    }

    private void refusal(CommandContext who, RefusalCode code) {
      for (var command : List.<RemediationCommand>of(APPROVE, DENY)) {
        REMEDIATION
            .given(awaiting(1))
            .when(command, who)
            .thenRefused(code)
            .recording(RemediationSpec.refused(code, command.getClass(), who));
      }
    }
  }

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
