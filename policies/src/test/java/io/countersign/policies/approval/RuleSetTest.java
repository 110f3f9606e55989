package io.countersign.policies.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.GoldenErrors;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicySection;
import io.countersign.policies.engine.PolicyYaml;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleSetTest {
  private static final RuleSet SHIPPED = RuleSet.shipped(ApprovalTimings.ofTheRules());
  private static final PrincipalId PLANNER = PrincipalId.SYSTEM;

  @TestFactory
  Stream<DynamicTest> problemsAreAllToldAtOnce() {
    return GoldenErrors.tests("rule", RuleSet::compile);
  }

  /** Each file of {@code cases/approval}: an input and what the shipped rules make of it. */
  @TestFactory
  Stream<DynamicTest> shippedRules() {
    return GoldenErrors.entries("cases/approval").stream()
        .map(
            path -> {
              var name = String.valueOf(path.getFileName());
              return dynamicTest(name, () -> check(new PolicyFile(name, GoldenErrors.read(path))));
            });
  }

  private static void check(PolicyFile file) {
    var problems = new PolicyProblems();
    var section = PolicyYaml.read(file, problems).orElseThrow();
    var given = input(section.requiredSection("given"));
    var expected = section.requiredSection("expected");
    var decision = SHIPPED.evaluate(given);
    assertThat(outcome(decision)).isEqualTo(expected.text("outcome"));
    assertThat(String.join(" ", decision.rules()))
        .isEqualTo(expected.optionalText("rules").orElse(""));
    if (decision instanceof NeedsApproval needs) {
      var approval = needs.approval();
      assertThat(approval.risk()).isEqualTo(expected.text("risk"));
      assertThat(approval.quorum()).isEqualTo(expected.integer("quorum", 1, 9));
      assertThat(approval.roles()).isEqualTo(expected.choices("roles", Role.class));
      assertThat(approval.widened()).isEqualTo(expected.choices("widened", Role.class));
      assertThat(approval.expireSeconds())
          .isEqualTo(expected.integer("expireSeconds", 1, 1_000_000));
    }
    expected.close();
    section.close();
    assertThat(GoldenErrors.errors(problems.unless(() -> given))).isEmpty();
  }

  private static PolicyInput input(PolicySection given) {
    var input =
        new PolicyInput(
            given.text("environment"),
            given.integer("tier", 0, 9),
            given.text("action"),
            given.integer("risk", 0, 9),
            1,
            given.integer("affected", 0, 1_000, 1),
            PLANNER);
    given.close();
    return input;
  }

  private static String outcome(PolicyDecision decision) {
    return switch (decision) {
      case Allowed _ -> "allowed";
      case Forbidden _ -> "forbidden";
      case NeedsApproval _ -> "needs-approval";
    };
  }

  private static PolicyInput rollback(String environment) {
    return new PolicyInput(environment, 2, "rollback", 2, 1, 2, PLANNER);
  }

  private static RuleSet compile(String... rules) {
    return compilation(rules).orThrow();
  }

  private static Compilation<RuleSet> compilation(String... rules) {
    return RuleSet.compile(
        Stream.of(rules).map(text -> new PolicyFile("rule.yaml", text)).toList());
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

  private static final String ALLOW_IN_TEST =
      """
      id: allow-in-test
      title: Tests run by themselves
      when: {environments: [test]}
      effect: allow
      because: nobody is harmed
      """;

  @Test
  void oneApproverSufficesForARollbackInAnEnvironmentThatNoRuleNames() {
    for (var environment : List.of("rig", "demo", "unknown")) {
      var decision = (NeedsApproval) SHIPPED.evaluate(rollback(environment));

      assertThat(decision.approval().quorum()).isEqualTo(1);
      assertThat(decision.approval().roles()).containsExactly(Role.APPROVER);
      assertThat(decision.approval().risk()).isEqualTo("medium");
      assertThat(decision.trace().getFirst())
          .isEqualTo("environment " + environment + ": no rule names it, so it is production");
    }
  }

  @Test
  void theTraceHasALineForEachRule() {
    var trace = SHIPPED.evaluate(rollback("production")).trace();

    assertThat(trace)
        .hasSize(6)
        .contains(
            "destruction-is-forbidden: action rollback is not delete or drop or format or purge or"
                + " wipe",
            "high-risk-in-production: risk 2 is not 4 to 5",
            "low-risk-outside-production: environment production is not development or staging or"
                + " test",
            "one-approver-everywhere: requires 1 of approver, low risk: nothing runs by itself in"
                + " this release");
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

    assertThat(compile("# a comment\n" + rule).bundle()).isEqualTo(compile(rule).bundle());
    assertThat(compile(require("a", "approver", 2, 30)).bundle())
        .isNotEqualTo(compile(rule).bundle());
  }

  @Test
  void whereNoRuleHoldsItIsForbidden() {
    var decision = compile(ALLOW_IN_TEST).evaluate(rollback("production"));

    assertThat(decision).isInstanceOf(Forbidden.class);
    assertThat(decision.rules()).isEmpty();
  }

  @Test
  void anAllowingRuleCountsOnlyWhereNoneRequires() {
    assertThat(compile(ALLOW_IN_TEST).evaluate(rollback("test"))).isInstanceOf(Allowed.class);
    assertThat(compile(ALLOW_IN_TEST, require("b", "approver", 1, 30)).evaluate(rollback("test")))
        .isInstanceOf(NeedsApproval.class);
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

    assertThat(rules.evaluate(rollback("test")))
        .isInstanceOfSatisfying(
            Forbidden.class,
            forbidden -> assertThat(forbidden.rules()).isEqualTo(List.of("a", "b")));
  }

  @Test
  void whatCanNotBeJudgedIsForbidden() {
    var inputs =
        List.of(
            new PolicyInput("rig", 0, "rollback", 2, 1, 1, PLANNER),
            new PolicyInput("rig", 1, "rollback", 6, 1, 1, PLANNER),
            new PolicyInput("rig", 1, " ", 2, 1, 1, PLANNER));

    assertThat(inputs.stream().map(SHIPPED::evaluate).toList())
        .allSatisfy(
            decision -> assertThat(((Forbidden) decision).because()).startsWith("POLICY_ERROR: "));
  }

  @Test
  void anIdStandsOnceAmongAllRules() {
    var rule = require("a", "approver", 1, 90);

    assertThat(GoldenErrors.errors(compilation(rule, rule)))
        .contains("another rule has the id \"a\"");
  }

  @Test
  void noRuleSetLetsProductionRunByItself() {
    var everywhere = ALLOW_IN_TEST.replace("when: {environments: [test]}\n", "");
    var production = ALLOW_IN_TEST.replace("[test]", "[test, production]");

    for (var rule : Set.of(everywhere, production)) {
      assertThat(GoldenErrors.errors(compilation(rule))).contains("production is none of them");
    }
  }
}
