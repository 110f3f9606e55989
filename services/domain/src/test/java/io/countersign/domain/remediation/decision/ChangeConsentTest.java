package io.countersign.domain.remediation.decision;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.decision.ChangeConsent.Given;
import io.countersign.domain.remediation.decision.ChangeConsent.Obstacle;
import io.countersign.domain.remediation.decision.ChangeConsent.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Given a plan and what its ticket says, when somebody approved it there, then what comes of it.
 */
class ChangeConsentTest {
  private static final String STEPS = "1. restart checkout-api\n2. look at it";
  private static final String BLOCK =
      "Plan " + plan().digest() + ": restart checkout-api\nSteps:\n" + STEPS;
  private static final String CARRIED = "Opened for rem_1.\n" + BLOCK + "\nThank you.";

  private static Remediation asked(boolean counted) {
    var terms =
        new PolicyDecision.Approval(
            "high",
            1,
            Set.of(Role.APPROVER),
            Set.of(),
            60,
            120,
            300,
            new Safeguards(Set.of(), 0, 0, false, null, counted));
    var decision =
        new PolicyDecision.NeedsApproval(
            List.of("people-decide"), digest("bundle"), List.of(), terms);
    return given(
        proposed(plan()),
        evaluated(decision),
        new RemediationEvent.ApprovalRequested(
            ID, plan().digest(), terms, after(60), after(120), after(300)));
  }

  private static Remediation given(RemediationEvent... events) {
    var state = Remediation.initial();
    for (var event : events) {
      state = Remediation.evolve(state, event);
    }
    return state;
  }

  private static Shown shown(String... theirs) {
    return new Shown(List.of(theirs), BLOCK, List.of(STEPS));
  }

  private static Given yes(@Nullable PrincipalId person, Instant at) {
    return new Given(person, true, true, at, null);
  }

  private static @Nullable Obstacle obstacle(Given given, String... theirs) {
    return ChangeConsent.obstacle(given, shown(theirs), asked(true), after(100)).orElse(null);
  }

  @Test
  void aLinkedPersonsYesToThisPlanIsAskedForHere() {
    assertThat(obstacle(yes(ALICE, after(30)), CARRIED)).isNull();
    assertThat(obstacle(yes(ALICE, T0), CARRIED, STEPS, " ")).isNull();
    assertThat(obstacle(yes(ALICE, after(30)), CARRIED.replace("\n", " \r\n"))).isNull();
    var image = CARRIED + " with image=sha256:" + digest("image").hex();
    assertThat(obstacle(yes(ALICE, after(30)), image)).isNull();
  }

  @Test
  void aNoIsEvidence() {
    var no = new Given(ALICE, false, true, after(30), null);
    assertThat(obstacle(no, CARRIED)).isEqualTo(Obstacle.REJECTED);
  }

  @Test
  void whomNobodyKnowsApprovesNothing() {
    assertThat(obstacle(yes(null, after(30)), CARRIED)).isEqualTo(Obstacle.UNKNOWN_PERSON);
  }

  @Test
  void whatSomebodyElseSetIsNobodysYes() {
    var others = new Given(ALICE, true, false, after(30), null);
    assertThat(obstacle(others, CARRIED)).isEqualTo(Obstacle.NOT_BY_THEMSELVES);
  }

  @Test
  void unlessPolicySaysSoItIsEvidence() {
    var given = yes(ALICE, after(30));
    assertThat(ChangeConsent.obstacle(given, shown(CARRIED), asked(false), after(100)))
        .contains(Obstacle.POLICY);
  }

  @Test
  void whatNobodyAsksForIsEvidence() {
    var given = yes(ALICE, after(30));
    assertThat(ChangeConsent.obstacle(given, shown(CARRIED), Remediation.initial(), after(100)))
        .contains(Obstacle.NOT_ASKED);
    assertThat(ChangeConsent.obstacle(given, shown(CARRIED), given(proposed(plan())), after(100)))
        .contains(Obstacle.NOT_ASKED);
  }

  @Test
  void aYesFromBeforeItWasAskedForOrFromTheFutureIsEvidence() {
    assertThat(obstacle(yes(ALICE, T0.minusSeconds(1)), CARRIED)).isEqualTo(Obstacle.UNTIMELY);
    assertThat(obstacle(yes(ALICE, after(401)), CARRIED)).isEqualTo(Obstacle.UNTIMELY);
  }

  @Test
  void aYesFromBeforeTheyTookBackTheirsHereIsEvidence() {
    var old = new Given(ALICE, true, true, after(30), after(30));
    assertThat(obstacle(old, CARRIED)).isEqualTo(Obstacle.UNTIMELY);
    assertThat(obstacle(new Given(ALICE, true, true, after(31), after(30)), CARRIED)).isNull();
  }

  @Test
  void whenItWasAskedForDoesNotMoveWithWhatIsAskedForBesides() {
    var asked = (Remediation.Known) asked(true);
    var terms = Objects.requireNonNull(asked.consent()).terms();
    var more =
        new PolicyDecision.Approval(
            "high",
            2,
            Set.of(Role.APPROVER),
            Set.of(),
            5,
            120,
            300,
            new Safeguards(Set.of(), 0, 0, false, null, true));
    assertThat(terms.remindSeconds()).isNotEqualTo(more.remindSeconds());
    var extended =
        Remediation.evolve(
            asked,
            new RemediationEvent.ApprovalExtended(
                ID,
                plan().digest(),
                more,
                List.of(),
                after(95),
                after(210),
                digest("bundle"),
                List.of()));
    var early = yes(ALICE, T0.minusSeconds(1));
    assertThat(ChangeConsent.obstacle(early, shown(CARRIED), extended, after(100)))
        .contains(Obstacle.UNTIMELY);
    assertThat(ChangeConsent.obstacle(yes(ALICE, T0), shown(CARRIED), extended, after(100)))
        .isEmpty();
  }

  @Test
  void aTicketThatDoesNotCarryThisPlanWholeAndNoOtherCountsForNothing() {
    var other = digest("another plan").hex();
    for (var carried :
        List.of(
            "",
            "Plan: restart checkout-api",
            "Plan " + plan().digest(),
            CARRIED.replace("2. look at it", "2. drop its database"),
            CARRIED.replace("2. look at it", "2. look at it, and drop its database"),
            CARRIED.replace(STEPS, ""),
            "Plan " + other,
            CARRIED + "\nPlan " + other,
            CARRIED.replace(plan().digest().hex(), plan().digest().hex().substring(1)))) {
      assertThat(obstacle(yes(ALICE, after(30)), carried)).isEqualTo(Obstacle.REWRITTEN);
    }
    assertThat(obstacle(yes(ALICE, after(30)))).isEqualTo(Obstacle.REWRITTEN);
  }

  @Test
  void anotherPlanBesideOursCountsForNothing() {
    assertThat(obstacle(yes(ALICE, after(30)), CARRIED, "1. drop its database"))
        .isEqualTo(Obstacle.REWRITTEN);
    assertThat(obstacle(yes(ALICE, after(30)), STEPS)).isEqualTo(Obstacle.REWRITTEN);
  }

  @Test
  void whereOursDoesNotFitWholeNothingCounts() {
    var cut = new Shown(List.of(CARRIED), "", List.of(STEPS));
    assertThat(ChangeConsent.obstacle(yes(ALICE, after(30)), cut, asked(true), after(100)))
        .contains(Obstacle.REWRITTEN);
  }
}
