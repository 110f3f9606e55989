package io.countersign.policies.approval;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.policies.approval.ApprovalRule.Effect;
import io.countersign.policies.approval.ApprovalRule.Range;
import io.countersign.policies.approval.ApprovalRule.When;
import io.countersign.policies.engine.PolicySection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reader of one rule's section. */
final class ApprovalRuleReader {
  private static final Set<Role> DECIDERS = Set.of(Role.APPROVER, Role.COMMANDER);
  private static final int LONGEST = 7 * 86_400;

  /** The first stands in for what can't be read. */
  private enum EffectWord {
    FORBID,
    ALLOW,
    REQUIRE
  }

  private ApprovalRuleReader() {}

  static ApprovalRule read(PolicySection section) {
    var when =
        section.section("when").map(ApprovalRuleReader::when).orElseGet(ApprovalRuleReader::always);
    var effect = effect(section);
    if (effect instanceof Effect.Allow
        && (when.environments().isEmpty() || when.environments().contains(RuleSet.PRODUCTION))) {
      section.problem(
          "effect", "an allow rule names its environments, and production is none of them");
    }
    var rule =
        new ApprovalRule(
            section.text("id", PolicySection.kebabCase()),
            section.text("title"),
            when,
            effect,
            section.text("because"));
    section.close();
    return rule;
  }

  private static When always() {
    return new When(Set.of(), Set.of(), Set.of(), Range.ALL);
  }

  private static When when(PolicySection when) {
    var environments = names(when, "environments");
    var actions = names(when, "actions");
    Set<Integer> tiers = when.has("tiers") ? new HashSet<>(when.integers("tiers", 1, 4)) : Set.of();
    var risk = when.section("risk").map(ApprovalRuleReader::range).orElse(Range.ALL);
    when.close();
    return new When(environments, tiers, actions, risk);
  }

  private static Set<String> names(PolicySection when, String key) {
    return when.has(key) ? new HashSet<>(when.texts(key, _ -> Optional.empty())) : Set.of();
  }

  private static Range range(PolicySection risk) {
    var range = new Range(risk.integer("from", 1, 5), risk.integer("to", 1, 5));
    if (range.from() > range.to()) {
      risk.problem("to", "the range ends before it begins");
    }
    risk.close();
    return range;
  }

  private static Effect effect(PolicySection section) {
    var word = section.choice("effect", EffectWord.class);
    if (word != EffectWord.REQUIRE && section.has("require")) {
      section.problem("require", "only the effect \"require\" says what it requires");
    }
    return switch (word) {
      case ALLOW -> new Effect.Allow();
      case FORBID -> new Effect.Forbid();
      case REQUIRE -> new Effect.Require(approval(section.requiredSection("require")));
    };
  }

  private static Approval approval(PolicySection require) {
    var approval =
        new Approval(
            require.choice("risk", RiskLevel.class).word(),
            require.integer("quorum", 1, 9),
            deciders(require, "roles"),
            require.has("widened") ? deciders(require, "widened") : Set.of(),
            require.integer("remindSeconds", 1, LONGEST),
            require.integer("escalateSeconds", 1, LONGEST),
            require.integer("expireSeconds", 1, LONGEST));
    if (!ApprovalTimings.inOrder(approval)) {
      require.problem("expireSeconds", "reminder, escalation and expiry follow one another");
    }
    require.close();
    return approval;
  }

  private static Set<Role> deciders(PolicySection require, String key) {
    var roles = require.choices(key, Role.class);
    if (!DECIDERS.containsAll(roles)) {
      require.problem(key, "only " + List.of("approver", "commander") + " may decide");
    }
    return roles;
  }
}
