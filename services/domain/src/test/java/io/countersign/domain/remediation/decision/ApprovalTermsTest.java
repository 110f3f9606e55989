package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.ApprovalConditions;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRequested;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How an approval is given: read for long enough, with a reason, under conditions. */
class ApprovalTermsTest {
  private static final Digest SHOWN = plan().digest();
  private static final Approve APPROVE = new Approve(ID, SHOWN, "looks right");
  private final KnownFacts facts = staff();

  @Nested
  class Reading {
    private final List<RemediationEvent> waits = asked(new Safeguards(Set.of(), 0, 3, false));

    @Test
    void b29_approvingSoonerThanItCanBeReadIsTooFast() {
      facts.shown("alice", after(10));
      var tooSoon = facts.as("alice", after(10).plusMillis(800));
      REMEDIATION
          .given(waits)
          .when(APPROVE, tooSoon)
          .thenRefused(RefusalCode.TOO_FAST, after(13).toString())
          .recording(RemediationSpec.refused(RefusalCode.TOO_FAST, Approve.class, tooSoon));
      var grounds = new ApprovalGrounds(null, after(10), null, null);
      REMEDIATION
          .given(waits)
          .when(APPROVE, facts.as("alice", after(13)))
          .then(granted(grounds), approved(ALICE));
    }

    @Test
    void b29_whoWasNeverShownItCannotHaveReadIt() {
      facts.shown("bob", T0);
      REMEDIATION
          .given(waits)
          .when(APPROVE, facts.as("alice", after(100)))
          .thenRefused(RefusalCode.TOO_FAST, "weren't shown");
    }

    @Test
    void nobodyIsAskedWhereNoPolicyAsks() {
      REMEDIATION
          .given(awaiting(1))
          .when(APPROVE, facts.as("alice"))
          .then(Remediations.granted(ALICE), approved(ALICE));
    }
  }

  @Test
  void anApprovalNeedsAReasonWherePolicyAsksForOne() {
    var waits = asked(new Safeguards(Set.of(), 0, 0, true));
    REMEDIATION
        .given(waits)
        .when(new Approve(ID, SHOWN, " "), facts.as("alice"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
    REMEDIATION
        .given(waits)
        .when(APPROVE, facts.as("alice"))
        .then(Remediations.granted(ALICE), approved(ALICE));
  }

  /** Whatever a card shows: a forged press is a command like any other. */
  @Test
  void whatIsOfMoreThanMediumRiskIsApprovedElsewhereThanInAChat() {
    for (var risk : List.of("high", "critical", "unheard of")) {
      REMEDIATION
          .given(asked(risk, Safeguards.NONE))
          .when(APPROVE, inChat("alice"))
          .thenRefused(RefusalCode.APPROVE_ELSEWHERE);
    }
  }

  @Test
  void inAChatAMediumRiskTakesAReasonAndALowOneNone() {
    var unsaid = new Approve(ID, SHOWN, " ");
    REMEDIATION
        .given(asked("medium", Safeguards.NONE))
        .when(unsaid, inChat("alice"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
    REMEDIATION
        .given(asked("medium", Safeguards.NONE))
        .when(APPROVE, inChat("alice"))
        .then(Remediations.granted(ALICE), approved(ALICE));
    REMEDIATION
        .given(asked("low", Safeguards.NONE))
        .when(APPROVE, inChat("alice"))
        .then(Remediations.granted(ALICE), approved(ALICE));
  }

  private CommandContext inChat(String who) {
    return by(Surface.CHAT, who);
  }

  private CommandContext by(Surface surface, String who) {
    var it = facts.as(who);
    return new CommandContext(
        it.commandId(), it.actor(), it.at(), surface, null, null, null, it.facts());
  }

  private static Safeguards onChanges(int dwell, boolean counted) {
    return new Safeguards(Set.of(), 0, dwell, false, null, counted);
  }

  @Test
  void whatIsApprovedOnAChangeRequestCountsOnlyWherePolicySaysSo() {
    for (var silent : List.of(Safeguards.NONE, onChanges(0, false))) {
      REMEDIATION
          .given(asked("low", silent))
          .when(APPROVE, by(Surface.TICKET, "alice"))
          .thenRefused(RefusalCode.CHANGE_APPROVAL_NOT_COUNTED);
    }
    REMEDIATION
        .given(asked("low", onChanges(0, true)))
        .when(APPROVE, by(Surface.TICKET, "alice"))
        .then(Remediations.granted(ALICE), approved(ALICE));
  }

  @Test
  void onAChangeRequestTheUsualRulesHold() {
    var counted = asked(onChanges(0, true));
    REMEDIATION
        .given(counted)
        .when(APPROVE, by(Surface.TICKET, "dave"))
        .thenRefused(RefusalCode.FORBIDDEN);
    REMEDIATION
        .given(counted)
        .when(APPROVE, by(Surface.TICKET, "root"))
        .thenRefused(RefusalCode.SOD_ADMINISTRATOR);
    REMEDIATION
        .given(counted)
        .when(APPROVE, by(Surface.TICKET, "ci"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED);
    REMEDIATION
        .given(counted)
        .when(new Approve(ID, Remediations.digest("another"), "fine"), by(Surface.TICKET, "alice"))
        .thenRefused(RefusalCode.DIGEST_MISMATCH);
    REMEDIATION
        .given(asked(onChanges(3, true)))
        .when(APPROVE, by(Surface.TICKET, "alice"))
        .thenRefused(RefusalCode.TOO_FAST, "weren't shown");
  }

  @Nested
  class Conditions {
    @Test
    void keepWhatTheyNarrowOnRecord() {
      var here = conditions(Set.of("checkout-api"), Set.of("rig"), after(200), null);
      REMEDIATION
          .given(awaiting(1))
          .when(under(here), facts.as("alice"))
          .then(granted(new ApprovalGrounds(null, null, here, null)), approved(ALICE));
    }

    @Test
    void thatCouldNeverHoldAreRefusedAndSayWhy() {
      refused(conditions(Set.of("cart"), Set.of(), null, null), "only target cart");
      refused(conditions(Set.of(), Set.of("eu-1", "eu-2"), null, null), "eu-1, eu-2");
      refused(conditions(Set.of(), Set.of(), T0, null), "over already");
      refused(conditions(Set.of(), Set.of(), after(100), after(100)), "both");
      refused(conditions(Set.of(), Set.of(), null, after(300)), "the request's end");
    }

    @Test
    void holdAtBothPassesOfTheGate() {
      var early = conditions(Set.of(), Set.of(), after(100), after(50));
      var agreed = granted(new ApprovalGrounds(null, null, early, null));
      var given = REMEDIATION.given(awaiting(1)).and(agreed, approved(ALICE));
      given.when(start(), at(49)).thenRefused(RefusalCode.CONDITION_NOT_MET, "before " + after(50));
      given.when(start(), at(50)).then(executionStarted());
      given
          .when(start(), at(100))
          .thenRefused(RefusalCode.CONDITION_NOT_MET, "before " + after(100));
      var begun = given.and(executionStarted());
      begun.when(firstStep(), at(100)).thenRefused(RefusalCode.CONDITION_NOT_MET);
    }

    @Test
    void ofWhomItTakesAllHold() {
      var noHurry = conditions(Set.of(), Set.of(), null, after(50));
      var both =
          REMEDIATION
              .given(awaiting(1))
              .and(
                  granted(new ApprovalGrounds(null, null, noHurry, null)),
                  approved(ALICE),
                  Remediations.granted(BOB),
                  approved(ALICE, BOB));
      both.when(start(), at(10)).thenRefused(RefusalCode.CONDITION_NOT_MET);
      both.after(new Revoke(ID, SHOWN, "never mind"), facts.as("alice"))
          .when(start(), at(10))
          .then(executionStarted());
    }

    private void refused(ApprovalConditions conditions, String why) {
      REMEDIATION
          .given(awaiting(1))
          .when(under(conditions), facts.as("alice"))
          .thenRefused(RefusalCode.CONDITION_NOT_MET, why);
    }

    private static Approve under(ApprovalConditions conditions) {
      return new Approve(ID, SHOWN, "looks right", conditions);
    }

    private CommandContext at(int seconds) {
      return facts.asSystem(after(seconds));
    }
  }

  @Test
  void conditionsAreWordsForAPerson() {
    var all = conditions(Set.of("b", "a"), Set.of("rig"), after(1), T0);
    assertThat(all.lines())
        .containsExactly(
            "only target a",
            "only target b",
            "only environment rig",
            "before " + after(1),
            "not before " + T0);
  }

  private static ApprovalConditions conditions(
      Set<String> targets,
      Set<String> environments,
      @Nullable Instant before,
      @Nullable Instant notBefore) {
    return new ApprovalConditions(targets, environments, before, notBefore);
  }

  private static ApprovalGranted granted(ApprovalGrounds grounds) {
    return new ApprovalGranted(
        ID, new PrincipalId("alice"), Set.of(Role.APPROVER), SHOWN, "looks right", grounds);
  }

  private static List<RemediationEvent> asked(Safeguards safeguards) {
    return asked("critical", safeguards);
  }

  private static List<RemediationEvent> asked(String risk, Safeguards safeguards) {
    var terms =
        new PolicyDecision.Approval(
            risk, 1, Set.of(Role.APPROVER), Set.of(), 60, 120, 300, safeguards);
    var decision =
        new PolicyDecision.NeedsApproval(
            List.of("people-decide"), Remediations.digest("bundle"), List.of(), terms);
    return List.of(
        proposed(plan()),
        evaluated(decision),
        new ApprovalRequested(ID, SHOWN, terms, after(60), after(120), after(300)));
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
