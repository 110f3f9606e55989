package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.RuleFinding.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The evaluation of each target for itself, in each environment that it was in: what any of them
 * asks is asked, and what one forbids is forbidden.
 */
record EachTarget(RuleSetEvaluation rules) {
  /** Whether a rule counts: how it's told where it comes out otherwise for another target. */
  private static final Comparator<RuleFinding> WEIGHT =
      Comparator.comparingInt(it -> weight(it.state()));

  PolicyDecision verdict(PolicyInput input) {
    return input.others() == null
        ? rules.verdict(input)
        : DecisionMerge.strictest(input.each().stream().map(rules::verdict).toList());
  }

  PolicyExplanation explain(PolicyInput input) {
    return input.others() == null
        ? rules.explain(input)
        : merged(input.each(), input.each().stream().map(rules::explain).toList());
  }

  private static PolicyExplanation merged(List<PolicyInput> each, List<PolicyExplanation> parts) {
    var decision = DecisionMerge.strictest(parts.stream().map(it -> it.decision()).toList());
    var trace = DecisionTrace.of(trace(each, parts));
    var takes = takes(decision, parts);
    return new PolicyExplanation(DecisionMerge.traced(decision, trace), findings(parts), takes);
  }

  private static List<String> trace(List<PolicyInput> each, List<PolicyExplanation> parts) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < each.size(); i++) {
      var target = each.get(i).target();
      lines.add("of %s/%s:".formatted(target.environment(), target.name()));
      lines.addAll(parts.get(i).decision().trace());
    }
    return lines;
  }

  /** Of each rule the one that counts, where it does for any. */
  private static List<RuleFinding> findings(List<PolicyExplanation> parts) {
    Map<String, RuleFinding> found = new LinkedHashMap<>();
    for (var part : parts) {
      for (var rule : part.rules()) {
        found.merge(rule.rule(), rule, (a, b) -> WEIGHT.compare(b, a) > 0 ? b : a);
      }
    }
    return List.copyOf(found.values());
  }

  private static int weight(State state) {
    return switch (state) {
      case DOES_NOT_HOLD -> 0;
      case EXPIRED -> 1;
      case HOLDS -> 2;
      case ERROR -> 3;
    };
  }

  private static List<String> takes(PolicyDecision decision, List<PolicyExplanation> parts) {
    return switch (decision) {
      case PolicyDecision.Allowed _ -> List.of();
      case PolicyDecision.NeedsApproval it -> WhatItTakes.ofPeople(it.approval());
      case PolicyDecision.Forbidden _ ->
          parts.stream()
              .filter(it -> it.decision() instanceof PolicyDecision.Forbidden)
              .flatMap(it -> it.takes().stream())
              .distinct()
              .toList();
    };
  }
}
