package io.countersign.policies.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.EscalationStep;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequirementMergeTest {
  private static Approval asking(Safeguards safeguards) {
    return new Approval("low", 1, Set.of(Role.APPROVER), Set.of(), 10, 20, 30, safeguards);
  }

  private static Safeguards groups(int distinct, String... names) {
    return new Safeguards(Set.of(names), distinct, 0, false);
  }

  @Test
  void ofSafeguardsToo() {
    var merged =
        RequirementMerge.strictest(
            List.of(
                asking(new Safeguards(Set.of("sre", "payments"), 1, 3, false)),
                asking(new Safeguards(Set.of("payments", "sre", "risk"), 2, 1, true)),
                asking(Safeguards.NONE)));

    assertThat(merged.map(Approval::safeguards))
        .contains(new Safeguards(Set.of("sre", "payments"), 2, 3, true));
  }

  /** As long a ladder as the shorter one, each step when the earlier is due, for whom both ask. */
  @Test
  void ofEscalationsToo() {
    var shorter =
        List.of(new EscalationStep(25, Set.of(Role.COMMANDER, Role.APPROVER), Set.of("sre")));
    var longer =
        List.of(
            new EscalationStep(22, Set.of(Role.COMMANDER), Set.of("sre", "duty")),
            new EscalationStep(28, Set.of(Role.COMMANDER), Set.of("duty")));
    var merged =
        RequirementMerge.strictest(List.of(escalating(shorter), escalating(longer))).orElseThrow();
    assertThat(merged.further())
        .containsExactly(new EscalationStep(22, Set.of(Role.COMMANDER), Set.of("sre")));
    var none = List.of(escalating(longer), asking(Safeguards.NONE));
    assertThat(RequirementMerge.strictest(none).orElseThrow().further()).isNull();
  }

  private static Approval escalating(List<EscalationStep> further) {
    return new Approval("low", 1, Set.of(Role.APPROVER), Set.of(), 10, 20, 30, null, further);
  }

  /** No group in common never comes to mean that no group is asked. */
  @Test
  void ofGroupsThatHaveNoneInCommonIsMetByNobody() {
    assertThat(
            RequirementMerge.strictest(
                List.of(asking(groups(1, "sre")), asking(groups(1, "payments")))))
        .isEmpty();
    assertThat(
            RequirementMerge.strictest(
                List.of(asking(groups(2, "sre", "a")), asking(groups(1, "sre")))))
        .isEmpty();
  }

  @Test
  void whatAsksForNothingBesidesIsWrittenAsBefore() {
    assertThat(asking(Safeguards.NONE).safeguards()).isNull();
    assertThat(asking(Safeguards.NONE).groups()).isEmpty();
  }
}
