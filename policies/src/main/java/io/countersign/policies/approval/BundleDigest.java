package io.countersign.policies.approval;

import io.countersign.domain.Digest;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.policies.approval.ApprovalRule.Effect;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** The digest that identifies a rule set by what it says. */
final class BundleDigest {
  private BundleDigest() {}

  static Digest digest(List<ApprovalRule> rules, ApprovalTimings timings) {
    var json = new TreeMap<String, Object>();
    json.put("t", "countersign-approval-rules/1");
    json.put("rules", rules.stream().map(BundleDigest::rule).toList());
    put(json, "remindSeconds", timings.remindSeconds());
    put(json, "escalateSeconds", timings.escalateSeconds());
    put(json, "expireSeconds", timings.expireSeconds());
    return Digest.ofJson(json);
  }

  private static void put(Map<String, Object> json, String key, OptionalInt value) {
    value.ifPresent(seconds -> json.put(key, seconds));
  }

  private static Map<String, Object> rule(ApprovalRule rule) {
    var when = rule.when();
    var json = new TreeMap<String, Object>();
    json.put("id", rule.id());
    json.put("title", rule.title());
    json.put("because", rule.because());
    json.put("environments", when.environments().stream().sorted().toList());
    json.put("tiers", when.tiers().stream().sorted().toList());
    json.put("actions", when.actions().stream().sorted().toList());
    json.put("risk", List.of(when.risk().from(), when.risk().to()));
    json.put("effect", effect(rule.effect()));
    return json;
  }

  private static Map<String, Object> effect(Effect effect) {
    return switch (effect) {
      case Effect.Allow() -> Map.of("effect", "allow");
      case Effect.Forbid() -> Map.of("effect", "forbid");
      case Effect.Require(var approval) -> require(approval);
    };
  }

  private static Map<String, Object> require(Approval approval) {
    return Map.of(
        "effect", "require",
        "risk", approval.risk(),
        "quorum", approval.quorum(),
        "roles", names(approval.roles()),
        "widened", names(approval.widened()),
        "remindSeconds", approval.remindSeconds(),
        "escalateSeconds", approval.escalateSeconds(),
        "expireSeconds", approval.expireSeconds());
  }

  private static List<String> names(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().toList();
  }
}
