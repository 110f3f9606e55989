package io.countersign.domain.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.EscalationStep;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as decided otherwise, and as asking for less. */
class DecisionFlipTest {
  private static final Digest BUNDLE = Digest.ofJson("bundle");

  private static NeedsApproval asking(int quorum, Safeguards safeguards) {
    return new NeedsApproval(
        List.of("rule"),
        BUNDLE,
        List.of(),
        new Approval("high", quorum, Set.of(Role.APPROVER), Set.of(), 300, 900, 3600, safeguards));
  }

  private static boolean asksForLess(PolicyDecision was, PolicyDecision is) {
    return DecisionFlip.between(was, is).orElseThrow().newlyAllowed();
  }

  @Test
  void byWhichRulesDoesNotCount() {
    var one = asking(1, Safeguards.NONE);
    var other = new NeedsApproval(List.of("other"), BUNDLE, List.of("line"), one.approval());
    assertThat(DecisionFlip.between(one, other)).isEmpty();
  }

  @Test
  void eachThingThatIsAskedBesidesPersonsCounts() {
    var plain = asking(2, Safeguards.NONE);
    for (var safeguards :
        List.of(
            new Safeguards(Set.of("payments"), 0, 0, false),
            new Safeguards(Set.of(), 2, 0, false),
            new Safeguards(Set.of(), 0, 30, false),
            new Safeguards(Set.of(), 0, 0, true))) {
      var more = asking(2, safeguards);
      assertThat(asksForLess(more, plain)).as("%s", safeguards).isTrue();
      assertThat(asksForLess(plain, more)).as("%s", safeguards).isFalse();
    }
  }

  @Test
  void whatAsksForMoreInOneRespectAndLessInAnotherAsksForLess() {
    var grouped = asking(1, new Safeguards(Set.of(), 0, 0, true));
    assertThat(asksForLess(grouped, asking(2, Safeguards.NONE))).isTrue();
  }

  @Test
  void otherGroupsOrRolesAreOthersWhoMay() {
    var payments = asking(1, new Safeguards(Set.of("payments"), 1, 0, false));
    var search = asking(1, new Safeguards(Set.of("search"), 1, 0, false));
    assertThat(asksForLess(payments, search)).isTrue();
    var both =
        new NeedsApproval(
            List.of(),
            BUNDLE,
            List.of(),
            new Approval(
                "high", 1, Set.of(Role.APPROVER, Role.COMMANDER), Set.of(), 300, 900, 3600));
    assertThat(asksForLess(asking(1, Safeguards.NONE), both)).isTrue();
    assertThat(asksForLess(both, asking(1, Safeguards.NONE))).isFalse();
  }

  private static NeedsApproval asking(
      String risk, @Nullable Integer emergency, EscalationStep... further) {
    return new NeedsApproval(
        List.of("rule"),
        BUNDLE,
        List.of(),
        new Approval(
            risk,
            3,
            Set.of(Role.APPROVER),
            Set.of(Role.COMMANDER),
            300,
            900,
            3600,
            new Safeguards(Set.of("payments"), 0, 0, false, emergency),
            List.of(further)));
  }

  private static EscalationStep step(int after, Role role, String... groups) {
    return new EscalationStep(after, Set.of(role), Set.of(groups));
  }

  @Test
  void fewerInAnEmergencyAskForLessAndSaySo() {
    var flip = DecisionFlip.between(asking("high", null), asking("high", 2)).orElseThrow();
    assertThat(flip.newlyAllowed()).isTrue();
    assertThat(flip.replayed()).contains("2 in an emergency");
    assertThat(asksForLess(asking("high", 2), asking("high", null))).isFalse();
  }

  @Test
  void aLowerRiskAsksForLess() {
    assertThat(asksForLess(asking("high", null), asking("medium", null))).isTrue();
    assertThat(asksForLess(asking("medium", null), asking("critical", null))).isFalse();
  }

  @Test
  void whoeverIsAskedToooOrSoonerInAnEscalationAsksForLess() {
    var plain = asking("high", null);
    for (var less :
        List.of(
            asking("high", null, step(1_800, Role.RESPONDER)),
            asking("high", null, step(1_800, Role.COMMANDER, "search")))) {
      assertThat(asksForLess(plain, less)).isTrue();
      assertThat(asksForLess(less, plain)).isFalse();
      assertThat(DecisionFlip.between(plain, less).orElseThrow().replayed())
          .contains("after 1800 s also");
    }
    var later = asking("high", null, step(1_800, Role.RESPONDER));
    var sooner = asking("high", null, step(1_000, Role.RESPONDER));
    assertThat(asksForLess(later, sooner)).isTrue();
    assertThat(asksForLess(sooner, later)).isFalse();
  }
}
