package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyInput;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One rule: when it holds, and what follows. */
record ApprovalRule(String id, String title, When when, Effect effect, String because) {
  /** The consequence of a rule that holds. */
  sealed interface Effect {
    /** The leave to run by itself, unless another rule requires or forbids. */
    record Allow() implements Effect {}

    /** The ban, whatever other rules say. */
    record Forbid() implements Effect {}

    /** People must approve. */
    record Require(Approval approval) implements Effect {}
  }

  /** Risks from and to, both inclusive. */
  record Range(int from, int to) {
    static final Range ALL = new Range(1, 5);

    boolean contains(int value) {
      return value >= from && value <= to;
    }

    @Override
    public String toString() {
      return from + " to " + to;
    }
  }

  /** The condition of a rule; an empty set says nothing. */
  record When(Set<String> environments, Set<Integer> tiers, Set<String> actions, Range risk) {
    When {
      environments = Set.copyOf(environments);
      tiers = Set.copyOf(tiers);
      actions = Set.copyOf(actions);
    }

    /** Why it doesn't hold; empty when it does. */
    Optional<String> mismatch(PolicyInput input, String environment) {
      if (!environments.isEmpty() && !environments.contains(environment)) {
        return Optional.of("environment " + environment + " is not " + any(environments));
      }
      if (!tiers.isEmpty() && !tiers.contains(input.tier())) {
        return Optional.of("tier " + input.tier() + " is not " + any(tiers));
      }
      if (!actions.isEmpty() && !actions.contains(input.actionClass())) {
        return Optional.of("action " + input.actionClass() + " is not " + any(actions));
      }
      return risk.contains(input.risk())
          ? Optional.empty()
          : Optional.of("risk " + input.risk() + " is not " + risk);
    }

    private static String any(Set<?> values) {
      return values.stream().map(String::valueOf).sorted().collect(Collectors.joining(" or "));
    }
  }

  /** What comes of it, in one line. */
  String consequence() {
    return switch (effect) {
      case Effect.Allow() -> "allows it: " + because;
      case Effect.Forbid() -> "forbids it: " + because;
      case Effect.Require(var approval) ->
          "requires %s of %s, %s risk: %s"
              .formatted(approval.quorum(), roles(approval), approval.risk(), because);
    };
  }

  private static String roles(Approval approval) {
    return approval.roles().stream()
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(" or "));
  }
}
