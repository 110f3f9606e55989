package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyInput;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The environments that rules name: every other one is taken for production.
 *
 * @param names with production
 */
record KnownEnvironments(Set<String> names) {
  static final String PRODUCTION = "production";

  KnownEnvironments {
    names = Set.copyOf(names);
  }

  static KnownEnvironments of(List<ApprovalRule> rules) {
    var names = new HashSet<>(Set.of(PRODUCTION));
    rules.forEach(rule -> names.addAll(rule.when().environments()));
    return new KnownEnvironments(names);
  }

  /** The same input, in environments that rules know. */
  PolicyInput of(PolicyInput input) {
    var plan = input.plan();
    var target = input.target();
    if (names.contains(plan.environment()) && names.contains(target.environment())) {
      return input;
    }
    return new PolicyInput(
        new PolicyInput.PlanFacts(
            plan.action(),
            plan.runbook(),
            plan.risk(),
            plan.steps(),
            plan.targets(),
            plan.affected(),
            known(plan.environment()),
            plan.tier(),
            plan.reversible()),
        input.actor(),
        new PolicyInput.Target(
            target.name(),
            target.kind(),
            known(target.environment()),
            target.tier(),
            target.team(),
            target.approvers(),
            target.groups(),
            target.halted(),
            target.incidentMinutes()),
        input.incident(),
        input.window(),
        input.history(),
        input.now());
  }

  /** What the trace begins with where an environment was taken for another. */
  Optional<String> remark(PolicyInput input) {
    var environment = input.plan().environment();
    return names.contains(environment)
        ? Optional.empty()
        : Optional.of("environment " + environment + ": no rule names it, so it is " + PRODUCTION);
  }

  private String known(String environment) {
    return names.contains(environment) ? environment : PRODUCTION;
  }
}
