package io.countersign.policies.lint;

import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.PolicyExplanation;
import io.countersign.policies.approval.RuleFinding;
import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.lint.LintFinding.Kind;
import io.countersign.policies.suite.PolicyCase;
import io.countersign.policies.suite.SuiteRun;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The search for what is doubtful. It goes through some thousands of inputs, at a time when no rule
 * has expired yet: what it doesn't find may still be there.
 */
public final class PolicyLint {
  private final RuleSet rules;
  private final List<Approver> people;
  private final Map<String, LintFinding> found = new LinkedHashMap<>();
  private final TreeSet<String> unreached;

  private PolicyLint(RuleSet rules, List<Approver> people) {
    this.rules = rules;
    this.people = people;
    this.unreached = new TreeSet<>(rules.ids());
  }

  /**
   * Everything found, by rule.
   *
   * @param people who may be asked; empty where that isn't known
   */
  public static List<LintFinding> findings(
      RuleSet rules, List<PolicyCase> cases, List<Approver> people) {
    var lint = new PolicyLint(rules.unexpired(), people);
    lint.tests(SuiteRun.of(rules, cases));
    PlanClasses.of(rules.literals()).forEach(lint::look);
    lint.unreached.forEach(
        rule -> lint.add(Kind.UNREACHABLE, rule, "no input was found that makes it hold"));
    return lint.found.values().stream()
        .sorted(Comparator.comparing(LintFinding::rule).thenComparing(LintFinding::kind))
        .toList();
  }

  private void tests(SuiteRun run) {
    for (var result : run.results()) {
      if (!result.passed()) {
        var name = result.run().suite() + ": " + result.run().name();
        var message = name + ": " + String.join("; ", result.differences());
        found.put(Kind.TEST_FAILS + name, new LintFinding(Kind.TEST_FAILS, "", message));
      }
    }
    run.neverHolds().forEach(it -> add(Kind.UNTESTED, it, "no test makes it hold"));
    run.alwaysHolds().forEach(it -> add(Kind.UNTESTED, it, "no test makes it not hold"));
  }

  private void look(PolicyInput input) {
    var explained = rules.explain(input);
    explained.rules().stream()
        .filter(it -> it.state() == RuleFinding.State.HOLDS)
        .forEach(it -> unreached.remove(it.rule()));
    switch (explained.decision()) {
      case Allowed _ -> auto(explained, input);
      case NeedsApproval needed -> {
        if (!people.isEmpty() && !ApproverPool.suffices(people, needed.approval())) {
          var asks = PlanClassText.of(input) + " asks for " + String.join("; ", explained.takes());
          add(Kind.POOL_TOO_SMALL, strictest(needed), asks + ", and there aren't as many people");
        }
      }
      case Forbidden forbidden -> {
        if (forbidden.because().startsWith(RuleSet.NOBODY)) {
          add(Kind.IMPOSSIBLE_QUORUM, "", PlanClassText.of(input) + ": " + forbidden.because());
        }
      }
    }
  }

  private static String strictest(NeedsApproval needed) {
    return String.join(", ", needed.rules());
  }

  private void auto(PolicyExplanation explained, PolicyInput input) {
    for (var rule : explained.rules()) {
      if (!rule.effect().equals("allow-auto") || rule.state() != RuleFinding.State.HOLDS) {
        continue;
      }
      if (critical(input)) {
        add(Kind.AUTO_CRITICAL, rule.rule(), PlanClassText.of(input) + " would run by itself");
      }
      if (!input.actor().kind().equals("system")) {
        var who = "a " + input.actor().kind() + " who proposes " + PlanClassText.of(input);
        add(Kind.SELF_APPROVAL, rule.rule(), who + " has it run without anybody else");
      }
    }
  }

  /** High risk, or the most important services of production. */
  private static boolean critical(PolicyInput input) {
    var plan = input.plan();
    return plan.risk() >= 4 || (plan.tier() == 1 && plan.environment().equals("production"));
  }

  /** One of each kind and rule: the first. */
  private void add(Kind kind, String rule, String message) {
    found.putIfAbsent(kind + rule, new LintFinding(kind, rule, message));
  }
}
