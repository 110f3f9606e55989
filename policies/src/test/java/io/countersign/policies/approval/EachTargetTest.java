package io.countersign.policies.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyInput.Target;
import io.countersign.domain.testing.Cases;
import io.countersign.policies.engine.PolicyFile;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each target counts, and each environment that one was in: none is judged in another's place. */
class EachTargetTest {
  private static final RuleSet RULES =
      compile(
          """
          id: anybody-in-staging
          title: Two of anybody
          effect: require
          because: it is tested
          when:
            - plan.environment == 'staging'
          require:
            risk: medium
            quorum: 2
            roles: [approver]
            remindSeconds: 10
            escalateSeconds: 20
            expireSeconds: 40
          """,
          """
          id: groups-in-production
          title: Two of two groups, with a reason
          effect: require
          because: it is tested
          when:
            - target.environment == 'production'
          require:
            risk: medium
            quorum: 2
            roles: [approver, commander]
            remindSeconds: 10
            escalateSeconds: 20
            expireSeconds: 60
            groups: [dba, sre]
            distinctGroups: 2
            reasonRequired: true
          """,
          """
          id: no-databases
          title: No databases
          effect: deny
          because: databases are done by hand
          when:
            - target.kind == 'database'
          """);

  private static RuleSet compile(String... rules) {
    return RuleSet.compile(Stream.of(rules).map(text -> new PolicyFile("rule.yaml", text)).toList())
        .orThrow();
  }

  private static PolicyInput of(PolicyInput first, Target... others) {
    return new PolicyInput(
        first.plan(),
        first.actor(),
        first.target(),
        first.incident(),
        first.window(),
        first.history(),
        first.now(),
        List.of(others));
  }

  private static Target target(String kind, String environment) {
    return new Target("other", kind, environment, 2, "", 3, List.of(), false, 0);
  }

  @Test
  void whatWasInProductionIsAskedForAsThereToo() {
    var staging = PolicyInputs.rollback("staging");
    var moved = of(staging, staging.target().in("production", 2));
    assertThat(RULES.evaluate(moved))
        .isInstanceOfSatisfying(
            NeedsApproval.class,
            it -> {
              assertThat(it.rules())
                  .containsExactlyInAnyOrder("anybody-in-staging", "groups-in-production");
              assertThat(it.approval().quorum()).isEqualTo(2);
              assertThat(it.approval().groups()).containsExactlyInAnyOrder("dba", "sre");
              assertThat(it.approval().distinctGroups()).isEqualTo(2);
              assertThat(it.approval().reasonRequired()).isTrue();
              assertThat(it.approval().expireSeconds()).isEqualTo(40);
              assertThat(it.trace()).contains("of staging/orders:", "of production/orders:");
            });
  }

  @Test
  void aLaterTargetIsJudgedAsTheFirstIs() {
    var staging = PolicyInputs.rollback("staging");
    assertThat(RULES.evaluate(of(staging, target("service", "production"))))
        .isInstanceOfSatisfying(
            NeedsApproval.class, it -> assertThat(it.approval().distinctGroups()).isEqualTo(2));
    var explained = RULES.explain(of(staging, target("database", "staging")));
    assertThat(explained.decision())
        .isInstanceOfSatisfying(
            Forbidden.class, it -> assertThat(it.because()).contains("done by hand"));
    assertThat(explained.takes()).anyMatch(it -> it.contains("no-databases denies it"));
    assertThat(RULES.evaluate(of(staging, target("service", "nowhere-a-rule-knows"))))
        .as("taken for production")
        .isInstanceOfSatisfying(
            NeedsApproval.class, it -> assertThat(it.approval().distinctGroups()).isEqualTo(2));
  }

  /** Whatever the rules, no more is allowed of several than of each alone. */
  @Test
  void severalAreNeverAllowedMoreThanEachOfThemIs() {
    var shipped = RuleSet.shipped(ApprovalTimings.ofTheRules());
    Cases.each(
        300,
        3_000,
        seed -> {
          var random = new SplittableRandom(seed);
          var first = PolicyInputs.random(random);
          var others =
              IntStream.rangeClosed(1, random.nextInt(2, 4))
                  .mapToObj(_ -> PolicyInputs.random(random).target());
          var several = of(first, others.toArray(Target[]::new));
          var all = shipped.verdict(several);
          assertThat(weaker(all, shipped, several.each())).as("seed %s", seed).isEmpty();
          assertThat(shipped.evaluate(several).rules()).isEqualTo(all.rules());
        });
  }

  private static List<PolicyInput> weaker(
      PolicyDecision all, RuleSet rules, List<PolicyInput> each) {
    return each.stream()
        .filter(
            it ->
                switch (rules.verdict(it)) {
                  case Allowed _ -> false;
                  case Forbidden _ -> !(all instanceof Forbidden);
                  case NeedsApproval one ->
                      all instanceof Allowed
                          || (all instanceof NeedsApproval of
                              && of.approval().quorum() < one.approval().quorum());
                })
        .toList();
  }
}
