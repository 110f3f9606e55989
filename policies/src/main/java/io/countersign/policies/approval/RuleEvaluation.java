package io.countersign.policies.approval;

import io.countersign.policies.approval.RuleFinding.State;
import io.countersign.policies.condition.Finding;
import java.util.ArrayList;

/** The evaluation of one rule among those of a set, with what is the same for each input. */
final class RuleEvaluation {
  private final ApprovalRule rule;
  private final int[] conjuncts;
  private final String word;
  private final String consequence;

  RuleEvaluation(ApprovalRule rule, SharedConjuncts shared) {
    this.rule = rule;
    this.conjuncts = shared.places(rule.when());
    this.word = rule.effect().word();
    this.consequence = rule.consequence();
  }

  ApprovalRule rule() {
    return rule;
  }

  /** Each conjunct's truth; none is left out because another one is false. */
  RuleFinding finding(InputFindings in) {
    var parts = new ArrayList<Finding>(conjuncts.length);
    for (int place : conjuncts) {
      parts.add(in.at(place));
    }
    return new RuleFinding(rule.id(), rule.title(), word, state(in), parts, consequence);
  }

  /**
   * As in the language itself, one part that is false settles it, whatever others failed on; what
   * comes after isn't looked at.
   */
  State state(InputFindings in) {
    if (rule.expired(in.input().now())) {
      return State.EXPIRED;
    }
    var state = State.HOLDS;
    for (int place : conjuncts) {
      switch (in.at(place).truth()) {
        case TRUE -> {}
        case FALSE -> {
          return State.DOES_NOT_HOLD;
        }
        case ERROR -> state = State.ERROR;
      }
    }
    return state;
  }
}
