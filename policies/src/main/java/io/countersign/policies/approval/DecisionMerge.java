package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import java.util.List;
import java.util.stream.Stream;

/** The merge of several decisions of one bundle into one that satisfies all of them. */
final class DecisionMerge {
  private DecisionMerge() {}

  /**
   * Without a trace.
   *
   * @param decisions at least one
   */
  static PolicyDecision strictest(List<PolicyDecision> decisions) {
    var bundle = decisions.getFirst().bundle();
    var rules = decisions.stream().flatMap(it -> it.rules().stream()).distinct().toList();
    var forbidden = because(decisions).toList();
    if (!forbidden.isEmpty()) {
      return new Forbidden(rules, bundle, List.of(), forbidden.getFirst());
    }
    var asked = asked(decisions).toList();
    if (asked.isEmpty()) {
      return new Allowed(rules, bundle, List.of());
    }
    return RequirementMerge.strictest(asked)
        .<PolicyDecision>map(it -> new NeedsApproval(rules, bundle, List.of(), it))
        .orElseGet(() -> new Forbidden(rules, bundle, List.of(), RuleSet.NOBODY));
  }

  private static Stream<String> because(List<PolicyDecision> decisions) {
    return decisions.stream()
        .filter(Forbidden.class::isInstance)
        .map(it -> ((Forbidden) it).because());
  }

  private static Stream<Approval> asked(List<PolicyDecision> decisions) {
    return decisions.stream()
        .filter(NeedsApproval.class::isInstance)
        .map(it -> ((NeedsApproval) it).approval());
  }

  static PolicyDecision traced(PolicyDecision decision, List<String> trace) {
    return switch (decision) {
      case Allowed it -> new Allowed(it.rules(), it.bundle(), trace);
      case NeedsApproval it -> new NeedsApproval(it.rules(), it.bundle(), trace, it.approval());
      case Forbidden it -> new Forbidden(it.rules(), it.bundle(), trace, it.because());
    };
  }
}
