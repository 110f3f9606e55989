package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.staff;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.EscalationStep;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalEscalated;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRequested;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Others are asked step by step, each at its time, and nobody's consent lasts over a day. */
class EscalationLadderTest {
  private static final EscalateApproval ESCALATE = new EscalateApproval(ID);
  private static final Approve APPROVE = new Approve(ID, plan().digest(), "looks right");
  private static final RemediationEvent FIRST =
      new ApprovalEscalated(ID, Set.of(Role.COMMANDER), null, after(180));
  private static final RemediationEvent SECOND =
      new ApprovalEscalated(ID, Set.of(Role.COMMANDER), Set.of("duty-managers"), null);
  private final KnownFacts facts = staff().inGroups("carol", "duty-managers");

  @Test
  void eachStepIsTakenAtItsTimeAndOnce() {
    var asked = REMEDIATION.given(asked(300));
    asked.when(ESCALATE, facts.asSystem(after(119))).thenRefused(RefusalCode.NOT_YET);
    asked.when(ESCALATE, facts.asSystem(after(120))).then(FIRST);
    var once = asked.and(FIRST);
    once.when(ESCALATE, facts.asSystem(after(179))).thenRefused(RefusalCode.NOT_YET);
    once.when(ESCALATE, facts.asSystem(after(180))).then(SECOND);
    once.and(SECOND).when(ESCALATE, facts.asSystem(after(200))).thenUnchanged();
  }

  /** Of the groups only the second step asks others. */
  @Test
  void whoIsAskedLaterDecidesFromThenOn() {
    var asked = REMEDIATION.given(asked(300));
    var carol = facts.as("carol");
    asked.when(APPROVE, carol).thenRefused(RefusalCode.FORBIDDEN);
    asked.and(FIRST).when(APPROVE, carol).thenRefused(RefusalCode.FORBIDDEN, "dba");
    var events = asked.and(FIRST).and(SECOND).when(APPROVE, carol).decision().events();
    assertThat(events.getLast()).isInstanceOf(RemediationEvent.Approved.class);
    assertThat(((RemediationEvent.Approved) events.getLast()).by())
        .containsExactly(new PrincipalId("carol"));
  }

  @Test
  void nobodysConsentLastsOverADayWhateverPolicySays() {
    var given =
        REMEDIATION.given(
            proposed(plan()),
            evaluated(
                new PolicyDecision.NeedsApproval(
                    List.of("r"), digest("bundle"), List.of(), terms(7 * 86_400))));
    var requested =
        (ApprovalRequested)
            given.when(new RequestApproval(ID), facts.asSystem()).decision().events().getFirst();
    assertThat(requested.expiresAt()).isEqualTo(Contexts.T0.plusSeconds(86_400));
  }

  private static List<RemediationEvent> asked(int expireSeconds) {
    var terms = terms(expireSeconds);
    return List.of(
        proposed(plan()),
        evaluated(
            new PolicyDecision.NeedsApproval(List.of("r"), digest("bundle"), List.of(), terms)),
        new ApprovalRequested(
            ID, plan().digest(), terms, after(60), after(120), after(expireSeconds)));
  }

  private static PolicyDecision.Approval terms(int expireSeconds) {
    return new PolicyDecision.Approval(
        "high",
        1,
        Set.of(Role.APPROVER),
        Set.of(Role.COMMANDER),
        60,
        120,
        expireSeconds,
        new Safeguards(Set.of("dba"), 1, 0, false),
        List.of(new EscalationStep(180, Set.of(Role.COMMANDER), Set.of("duty-managers"))));
  }
}
