package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.requested;
import static io.countersign.domain.testing.Remediations.staff;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationEvent.ApprovalDenied;
import io.countersign.domain.remediation.RemediationEvent.ApprovalEscalated;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.Proposed;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Somebody's approval counts or doesn't, also by whom they could be. */
class ApproverEligibilityTest {
  private static final Digest SHOWN = plan().digest();
  private static final Approve APPROVE = new Approve(ID, SHOWN, "looks right");
  private static final Deny DENY = new Deny(ID, SHOWN, "too risky now");
  private final KnownFacts facts = staff();
  private final CommandContext alice = facts.as("alice");
  private final CommandContext bob = facts.as("bob");

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
}
