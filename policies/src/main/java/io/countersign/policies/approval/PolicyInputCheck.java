package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyInput;

/** The check for inputs that can't be judged at all. */
final class PolicyInputCheck {
  private PolicyInputCheck() {}

  /**
   * @throws IllegalArgumentException with what is wrong
   */
  static void check(PolicyInput input) {
    tier(input.plan().tier());
    tier(input.target().tier());
    if (input.plan().risk() < 1 || input.plan().risk() > 5) {
      throw new IllegalArgumentException("risk must be 1 to 5: " + input.plan().risk());
    }
    if (input.plan().action().isBlank()) {
      throw new IllegalArgumentException("an action class is needed");
    }
  }

  private static void tier(int tier) {
    if (tier < 1 || tier > 4) {
      throw new IllegalArgumentException("tier must be 1 to 4: " + tier);
    }
  }
}
