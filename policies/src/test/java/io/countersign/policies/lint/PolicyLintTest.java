package io.countersign.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Role;
import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.lint.LintFinding.Kind;
import io.countersign.policies.suite.PolicySuites;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyLintTest {
  private static final String AUTO =
      """
      id: auto
      title: A rule
      when: %s
      effect: allow-auto
      because: it is tested
      expires: 2026-01-01
      """;

  private static final String REQUIRE =
      """
      id: people
      title: A rule
      effect: require
      because: it is tested
      require:
        risk: low
        quorum: 2
        roles: [approver]
        distinctGroups: %s
        remindSeconds: 1
        escalateSeconds: 2
        expireSeconds: 3
      """;

  private static List<LintFinding> findings(List<Approver> people, String... rules) {
    var files = Stream.of(rules).map(it -> new PolicyFile("r.yaml", it)).toList();
    return PolicyLint.findings(RuleSet.compile(files).orThrow(), List.of(), people);
  }

  private static List<Kind> kinds(String... rules) {
    return findings(List.of(), rules).stream()
        .map(LintFinding::kind)
        .filter(it -> it != Kind.UNTESTED)
        .toList();
  }

  private static Approver approver(int number, String... groups) {
    return new Approver("p" + number, Set.of(Role.APPROVER), Set.of(groups));
  }

  @Test
  void nothingIsDoubtfulAboutTheShippedRules() {
    assertThat(
            PolicyLint.findings(
                RuleSet.shipped(ApprovalTimings.ofTheRules()),
                PolicySuites.compile(PolicySuites.shippedFiles()).orThrow(),
                IntStream.range(0, 3).mapToObj(i -> approver(i, "group-" + i)).toList()))
        .isEmpty();
  }

  @Test
  void d10_whatIsCriticalAndRunsByItselfIsRefused() {
    assertThat(kinds(AUTO.formatted("actor.kind == 'system' && plan.risk <= 3")))
        .containsExactly(Kind.AUTO_CRITICAL);
    assertThat(kinds(AUTO.formatted("actor.kind == 'system' && plan.risk >= 4")))
        .containsExactly(Kind.AUTO_CRITICAL);
    assertThat(kinds(AUTO.formatted("actor.kind == 'system' && plan.risk <= 3 && plan.tier > 1")))
        .isEmpty();
  }

  @Test
  void whoProposesAndHasItRunAloneIsFound() {
    assertThat(kinds(AUTO.formatted("plan.risk <= 3 && plan.tier > 1")))
        .containsExactly(Kind.SELF_APPROVAL);
  }

  @Test
  void whatNeverHoldsIsFound() {
    assertThat(kinds(AUTO.formatted("plan.risk < 3 && plan.risk > 3")))
        .containsExactly(Kind.UNREACHABLE);
    assertThat(kinds(AUTO.formatted("plan.risk == 7 && plan.tier > 1")))
        .containsExactly(Kind.UNREACHABLE);
  }

  @Test
  void whatHoldsAtNightOnlyIsReached() {
    assertThat(kinds(AUTO.formatted("now.getHours() < 6 && plan.risk < 3 && plan.tier > 1")))
        .doesNotContain(Kind.UNREACHABLE);
  }

  @Test
  void whatNobodyMeetsIsFound() {
    var commanders =
        REQUIRE.formatted(0).replace("approver", "commander").replace("people", "commanders");

    assertThat(kinds(REQUIRE.formatted(0), commanders)).containsExactly(Kind.IMPOSSIBLE_QUORUM);
  }

  @Test
  void aPoolThatIsTooSmallIsFound() {
    var two = List.of(approver(1, "a"), approver(2, "a"));
    var mixed = List.of(approver(1, "a", "b"), approver(2, "a"));

    assertThat(findings(List.of(approver(1, "a")), REQUIRE.formatted(0)))
        .anyMatch(it -> it.kind() == Kind.POOL_TOO_SMALL);
    assertThat(findings(two, REQUIRE.formatted(0)))
        .noneMatch(it -> it.kind() == Kind.POOL_TOO_SMALL);
    assertThat(findings(two, REQUIRE.formatted(2)))
        .anyMatch(it -> it.kind() == Kind.POOL_TOO_SMALL);
    assertThat(findings(mixed, REQUIRE.formatted(2)))
        .noneMatch(it -> it.kind() == Kind.POOL_TOO_SMALL);
  }

  @Test
  void whatNoTestCoversIsFound() {
    assertThat(findings(List.of(), REQUIRE.formatted(0)))
        .contains(new LintFinding(Kind.UNTESTED, "people", "no test makes it hold"));
  }
}
