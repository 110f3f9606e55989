package io.countersign.policies.approval;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.EscalationStep;
import io.countersign.policies.approval.ApprovalRule.Effect;
import io.countersign.policies.condition.Conjunct;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The digest that identifies a rule set by what it says. */
final class BundleDigest {
  private BundleDigest() {}

  static Digest digest(List<ApprovalRule> rules, ApprovalTimings timings) {
    var json = new TreeMap<String, Object>();
    json.put("t", "countersign-approval-rules/2");
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
    var json = new TreeMap<String, Object>();
    json.put("id", rule.id());
    json.put("title", rule.title());
    json.put("because", rule.because());
    json.put("when", rule.when().conjuncts().stream().map(Conjunct::text).toList());
    json.put("controls", rule.controls());
    if (rule.expires() != null) {
      json.put("expires", rule.expires().toString());
    }
    json.put("effect", rule.effect().word());
    switch (rule.effect()) {
      case Effect.Deny(), Effect.Advise() -> {}
      case Effect.AllowAuto(var waives) -> json.put("waives", sorted(waives));
      case Effect.Require(var approval) -> json.put("require", require(approval));
    }
    return json;
  }

  private static Map<String, Object> require(Approval approval) {
    var json = new TreeMap<String, Object>();
    json.put("risk", approval.risk());
    json.put("quorum", approval.quorum());
    json.put("roles", sorted(approval.roles()));
    json.put("widened", sorted(approval.widened()));
    json.put("remindSeconds", approval.remindSeconds());
    json.put("escalateSeconds", approval.escalateSeconds());
    json.put("expireSeconds", approval.expireSeconds());
    json.put("groups", sorted(approval.groups()));
    json.put("distinctGroups", approval.distinctGroups());
    json.put("dwellSeconds", approval.dwellSeconds());
    json.put("reasonRequired", approval.reasonRequired());
    if (approval.changeApprovals()) {
      json.put("changeApprovals", true);
    }
    if (approval.emergencyQuorum() < approval.quorum()) {
      json.put("emergencyQuorum", approval.emergencyQuorum());
    }
    if (approval.further() != null) {
      json.put("escalations", approval.further().stream().map(BundleDigest::escalation).toList());
    }
    return json;
  }

  private static Map<String, Object> escalation(EscalationStep step) {
    var json = new TreeMap<String, Object>();
    json.put("afterSeconds", step.afterSeconds());
    json.put("roles", sorted(step.roles()));
    json.put("groups", sorted(step.groups()));
    return json;
  }

  private static List<String> sorted(Collection<?> names) {
    return names.stream().map(String::valueOf).sorted().toList();
  }
}
