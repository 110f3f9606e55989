package io.countersign.policies.lint;

import io.countersign.domain.policy.PolicyInput;

/** An input in a few words. */
final class PlanClassText {
  private PlanClassText() {}

  static String of(PolicyInput input) {
    var plan = input.plan();
    return "%s of risk %s on tier %s in %s"
        .formatted(plan.action(), plan.risk(), plan.tier(), plan.environment());
  }
}
