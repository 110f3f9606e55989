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
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.requested;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.then;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationEvent.ApprovalDenied;
import io.countersign.domain.remediation.RemediationEvent.ApprovalEscalated;
import io.countersign.domain.remediation.RemediationEvent.ApprovalReminded;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRevoked;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Approvals are asked for, and waited for until their deadlines. */
class ApprovalDeciderTest {
  private static final Digest SHOWN = plan().digest();
  private static final Approve APPROVE = new Approve(ID, SHOWN, "looks right");
  private static final Deny DENY = new Deny(ID, SHOWN, "too risky now");
  private static final Revoke REVOKE = new Revoke(ID, SHOWN, "I was wrong");
  private static final ApprovalRevoked REVOKED =
      new ApprovalRevoked(ID, ALICE, SHOWN, "I was wrong");
  private final KnownFacts facts = staff();
  private final CommandContext alice = facts.as("alice");

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
}
