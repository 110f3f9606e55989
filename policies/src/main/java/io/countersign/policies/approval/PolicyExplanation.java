package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyDecision;
import java.util.List;

/**
 * A decision with all that led to it.
 *
 * @param rules every rule, by id, and what came of it
 * @param takes what it takes for it to be allowed, or to run by itself: a sentence each; generated
 *     from the rules' parts
 */
public record PolicyExplanation(
    PolicyDecision decision, List<RuleFinding> rules, List<String> takes) {
  public PolicyExplanation {
    rules = List.copyOf(rules);
    takes = List.copyOf(takes);
  }
}
