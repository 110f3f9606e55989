package io.countersign.policies.approval;

import static io.countersign.policies.approval.PolicyInputs.plan;
import static io.countersign.policies.approval.PolicyInputs.rollback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.testing.Cases;
import io.countersign.domain.testing.ProcessorTime;
import io.countersign.policies.approval.RuleFinding.State;
import io.countersign.policies.condition.Finding.Truth;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.GoldenErrors;
import io.countersign.policies.engine.PolicyFile;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleSetTest {
  private static final RuleSet SHIPPED = RuleSet.shipped(ApprovalTimings.ofTheRules());
  private static final String TEN = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";

  @TestFactory
  Stream<DynamicTest> d03_problemsAreAllToldAtOnce() {
    return GoldenErrors.tests("rule", RuleSet::compile);
  }

  private static RuleSet compile(String... rules) {
    return compilation(rules).orThrow();
  }

  private static Compilation<RuleSet> compilation(String... rules) {
    return RuleSet.compile(files(rules));
  }

  private static List<PolicyFile> files(String... rules) {
    return Stream.of(rules).map(text -> new PolicyFile("rule.yaml", text)).toList();
  }

  private static String require(String id, String roles, int quorum, int expire) {
    return """
    id: %s
    title: A rule
    effect: require
    because: it is tested
    require:
      risk: low
      quorum: %s
      roles: [%s]
      remindSeconds: 10
      escalateSeconds: 20
      expireSeconds: %s
    """
        .formatted(id, quorum, roles, expire);
  }

  private static String deny(String id, String when) {
    return """
    id: %s
    title: A ban
    when: |
      %s
    effect: deny
    because: it is tested
    """
        .formatted(id, when);
  }

  private static final String ALLOW_IN_TEST =
      """
      id: allow-in-test
      title: Tests run by themselves
      when: plan.environment == 'test'
      effect: allow-auto
      because: nobody is harmed
      expires: 2030-01-01
      """;

  private static Forbidden forbidden(PolicyDecision decision) {
    assertThat(decision).isInstanceOf(Forbidden.class);
    return (Forbidden) decision;
  }

  @Test
  void anEnvironmentThatNoRuleNamesIsProduction() {
    for (var environment : List.of("rig", "demo", "unknown")) {
      var decision = (NeedsApproval) SHIPPED.evaluate(rollback(environment));

      assertThat(decision.approval().risk()).isEqualTo("medium");
      assertThat(decision.trace().getFirst())
          .isEqualTo("environment " + environment + ": no rule names it, so it is production");
    }
  }

  @Test
  void theTraceTellsEachPartOfEachRuleWithItsValues() {
    var trace = SHIPPED.evaluate(rollback("production")).trace();

    assertThat(trace)
        .contains(
            "high-risk-in-production: plan.environment == \"production\" is true (plan.environment"
                + " = production)",
            "high-risk-in-production: plan.risk >= 4 is false (plan.risk = 2)",
            "one-approver-everywhere: requires 1 of approver, low risk: nothing runs by itself"
                + " until a team lets it",
            "standard-restart-runs-by-itself: has expired, so it doesn't count");
  }

  @Test
  void anInstallationSetsItsOwnTimes() {
    var timings = new ApprovalTimings(OptionalInt.of(2), OptionalInt.of(4), OptionalInt.of(60));
    var approval = ((NeedsApproval) RuleSet.shipped(timings).evaluate(rollback("rig"))).approval();

    assertThat(approval.remindSeconds()).isEqualTo(2);
    assertThat(approval.escalateSeconds()).isEqualTo(4);
    assertThat(approval.expireSeconds()).isEqualTo(60);
    assertThat(RuleSet.shipped(timings).bundle()).isNotEqualTo(SHIPPED.bundle());
  }

  @Test
  void timesOutOfOrderAreRefusedAtTheStart() {
    var timings = new ApprovalTimings(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(60));

    assertThatThrownBy(() -> RuleSet.shipped(timings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("follow one another");
  }

  @Test
  void theBundleIsNamedByWhatItSays() {
    var rule = require("a", "approver", 1, 30);
    var ban = deny("b", "plan.risk>3&&plan.tier==1");

    assertThat(compile("# a comment\n" + rule).bundle()).isEqualTo(compile(rule).bundle());
    assertThat(compile(ban).bundle())
        .isEqualTo(compile(deny("b", "plan.risk > 3 &&\n   plan.tier == 1")).bundle())
        .isNotEqualTo(compile(deny("b", "plan.risk > 3 && plan.tier == 2")).bundle());
    assertThat(compile(rule).named(compile(ban).bundle()).evaluate(rollback("test")).bundle())
        .isEqualTo(compile(ban).bundle());
  }

  @Test
  void whereNoRuleHoldsItIsForbiddenAndSaysWhatItTakes() {
    var decision = forbidden(compile(ALLOW_IN_TEST).evaluate(rollback("production")));

    assertThat(decision.rules()).isEmpty();
    assertThat(decision.because())
        .isEqualTo(
            "no rule holds for it, so it isn't allowed; for allow-in-test to hold,"
                + " plan.environment == \"test\" (plan.environment = production) would have to be"
                + " true");
  }

  @Test
  void whatRunsByItselfDoesSoOnlyWhereNoneRequiresBesidesWhatItWaives() {
    var b = require("b", "approver", 1, 30);
    var waiving = ALLOW_IN_TEST + "waives: [b]\n";

    assertThat(compile(ALLOW_IN_TEST).evaluate(rollback("test"))).isInstanceOf(Allowed.class);
    assertThat(compile(ALLOW_IN_TEST, b).evaluate(rollback("test")))
        .isInstanceOf(NeedsApproval.class);
    assertThat(compile(waiving, b).evaluate(rollback("test"))).isInstanceOf(Allowed.class);
    assertThat(compile(waiving, b).evaluate(rollback("production")))
        .isInstanceOf(NeedsApproval.class);
    assertThat(compile(waiving, b, require("c", "approver", 1, 30)).evaluate(rollback("test")))
        .isInstanceOf(NeedsApproval.class);
  }

  @Test
  void whatIsOfHighRiskIsNeverWaived() {
    var high = require("b", "approver", 1, 30).replace("risk: low", "risk: high");

    assertThat(GoldenErrors.errors(compilation(ALLOW_IN_TEST + "waives: [b]\n", high)))
        .contains("\"b\" is of high risk: not to be waived");
  }

  @Test
  void whatHasExpiredDoesNotCount() {
    var past = ALLOW_IN_TEST.replace("2030-01-01", "2026-01-01");

    assertThat(forbidden(compile(past).evaluate(rollback("test"))).because())
        .endsWith("allow-in-test has expired");
  }

  @Test
  void theStrictestOfEachRequirementHolds() {
    var rules =
        compile(require("a", "approver, commander", 1, 90), require("b", "commander", 2, 99));
    var approval = ((NeedsApproval) rules.evaluate(rollback("test"))).approval();

    assertThat(approval.quorum()).isEqualTo(2);
    assertThat(approval.roles()).containsExactly(Role.COMMANDER);
    assertThat(approval.expireSeconds()).isEqualTo(90);
  }

  @Test
  void requirementsThatNobodyMeetsForbid() {
    var rules = compile(require("a", "approver", 1, 90), require("b", "commander", 1, 90));

    assertThat(forbidden(rules.evaluate(rollback("test"))).rules()).isEqualTo(List.of("a", "b"));
  }

  @Test
  void whatCanNotBeJudgedIsForbidden() {
    var inputs =
        List.of(
            plan("rig", "rollback", 0, 2), plan("rig", "rollback", 1, 6), plan("rig", " ", 1, 2));

    assertThat(inputs.stream().map(SHIPPED::evaluate).toList())
        .allSatisfy(it -> assertThat(forbidden(it).because()).startsWith("POLICY_ERROR: "));
  }

  @Test
  void anIdStandsOnceAmongAllRules() {
    var rule = require("a", "approver", 1, 90);

    assertThat(GoldenErrors.errors(compilation(rule, rule)))
        .contains("another rule has the id \"a\"");
  }

  @Test
  void d01_aRuleThatCanNotBeEvaluatedForbidsAndIsNamed() {
    var people = require("a", "approver", 1, 90);
    for (var when :
        List.of("1 / (plan.risk - 2) > 0", "[1, 2][plan.risk] > 0", "int(plan.action) > 1")) {
      var decision = forbidden(compile(people, deny("broken", when)).evaluate(rollback("test")));

      assertThat(decision.because()).startsWith("POLICY_ERROR: the rule broken can't be evaluated");
      assertThat(decision.rules()).contains("broken");
    }
  }

  @Test
  void d01_whatIsFalseAnywayNeedsNoRest() {
    var guarded = deny("guarded", "plan.risk != 2 && 1 / (plan.risk - 2) > 0");

    assertThat(compile(require("a", "approver", 1, 90), guarded).evaluate(rollback("test")))
        .isInstanceOf(NeedsApproval.class);
  }

  @Test
  void aPartThatSeveralRulesShareIsToldInEachOfThem() {
    var broken = "1 / (plan.risk - 2) > 0";
    var rules =
        compile(
            require("a", "approver", 1, 90),
            deny("b", broken),
            deny("c", "plan.risk == 9 && " + broken));
    var decision = forbidden(rules.evaluate(rollback("test")));

    assertThat(decision.rules()).isEqualTo(List.of("a", "b"));
    assertThat(decision.trace())
        .filteredOn(line -> line.contains("can't be evaluated"))
        .extracting(line -> line.substring(0, 3))
        .containsExactly("b: ", "c: ");
  }

  @Test
  void d02_sevenNestedLoopsStopAtTheBudget() {
    var when =
        IntStream.range(0, 7).mapToObj(i -> TEN + ".all(x" + i + ", ").collect(Collectors.joining())
            + "x0 + x6 > 0"
            + ")".repeat(7);
    var rules = compile(require("a", "approver", 1, 90), deny("loops", when));
    var decision = forbidden(rules.evaluate(rollback("test")));

    assertThat(decision.because()).contains("POLICY_ERROR").contains("budget");
    assertThat(ProcessorTime.of(() -> rules.evaluate(rollback("test"))))
        .isLessThan(Duration.ofMillis(100));
  }

  @Test
  void d02_aMegabyteIsRefusedWhenLoaded() {
    var when = "plan.action == '" + "x".repeat(1 << 20) + "'";

    assertThat(GoldenErrors.errors(compilation(deny("long", when)))).contains("longer than 65536");
  }

  @Test
  void d02_aPatternThatBlowsUpElsewhereDoesNot() {
    var rules =
        compile(require("a", "approver", 1, 90), deny("p", "plan.action.matches('(a+)+$')"));
    var input = plan("test", "a".repeat(60) + "!", 2, 2);

    assertThat(rules.evaluate(input)).isInstanceOf(NeedsApproval.class);
    assertThat(ProcessorTime.of(() -> rules.evaluate(input))).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void d09_whatDeniesGoesBeforeWhatAllows() {
    var ban = deny("never", "plan.risk >= 1");

    assertThat(forbidden(compile(ALLOW_IN_TEST, ban).evaluate(rollback("test"))).because())
        .isEqualTo("it is tested; never denies it as long as plan.risk >= 1 (plan.risk = 2)");
  }

  @Test
  void d11_aGroupThatDoesNotExistIsRefusedWhenLoaded() {
    var rule = require("a", "approver", 1, 90) + "  groups: [sre, nobody]\n";

    assertThat(GoldenErrors.errors(RuleSet.compile(files(rule), Set.of("sre"))))
        .contains("there is no group \"nobody\"", "countersign group create nobody")
        .doesNotContain("\"sre\"");
    assertThat(RuleSet.compile(files(rule), Set.of("sre", "nobody")))
        .isInstanceOf(Compilation.Compiled.class);
  }

  /** What is said to be missing is false, and each part of it is needed. */
  @Test
  void d13_anExplanationIsTrueAndNecessary() {
    var rules =
        compile(
            ALLOW_IN_TEST,
            deny("never", "plan.action in ['delete', 'wipe'] && plan.environment != 'test'"),
            require("a", "approver", 1, 90)
                .replace("effect", "when: plan.risk <= 2 && incident.others == 0\neffect"));
    Cases.each(
        1_000,
        20_000,
        seed -> {
          var input = PolicyInputs.random(new SplittableRandom(seed));
          var explained = rules.explain(input);
          if (explained.decision() instanceof Forbidden) {
            assertThat(explained.takes()).hasSize(denied(explained) ? 1 : 2);
            explained.rules().forEach(rule -> missingIsFalse(rule, input));
          }
        });
  }

  private static boolean denied(PolicyExplanation explained) {
    return explained.rules().stream()
        .anyMatch(it -> it.effect().equals("deny") && it.state() == State.HOLDS);
  }

  private static void missingIsFalse(RuleFinding rule, PolicyInput input) {
    assertThat(rule.missing())
        .allSatisfy(it -> assertThat(it.conjunct().evaluate(input).truth()).isEqualTo(Truth.FALSE));
    assertThat(rule.missing().isEmpty()).isEqualTo(rule.state() == State.HOLDS);
  }

  private static PolicyDecision bare(PolicyDecision decision) {
    return switch (decision) {
      case Allowed(var rules, var bundle, _) -> new Allowed(rules, bundle, List.of());
      case NeedsApproval(var rules, var bundle, _, var approval) ->
          new NeedsApproval(rules, bundle, List.of(), approval);
      case Forbidden(var rules, var bundle, _, var because) ->
          new Forbidden(rules, bundle, List.of(), because.replaceFirst("; .*", ""));
    };
  }

  @Test
  void aVerdictIsTheSameDecisionWithoutItsTrace() {
    var random = new SplittableRandom(11);
    var broken =
        compile(
            deny("broken", "plan.risk / (plan.tier - 1) == 2 && plan.risk == 3"),
            deny("wipes", "plan.action == 'wipe'"),
            ALLOW_IN_TEST);
    for (int i = 0; i < 5_000; i++) {
      var input = PolicyInputs.random(random);
      for (var rules : List.of(SHIPPED, broken)) {
        assertThat(rules.verdict(input)).isEqualTo(bare(rules.evaluate(input)));
      }
    }
  }
}
