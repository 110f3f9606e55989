package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.condition.Finding;
import io.countersign.policies.condition.VariableValues;
import org.jspecify.annotations.Nullable;

/**
 * The findings in one input: each of a set's conjuncts is evaluated once, however many rules it
 * stands in, and none that isn't asked for. For one thread.
 */
final class InputFindings {
  private final PolicyInput input;
  private final SharedConjuncts conjuncts;
  private final VariableValues values;
  private final @Nullable Finding[] found;

  InputFindings(PolicyInput input, SharedConjuncts conjuncts) {
    this.input = input;
    this.conjuncts = conjuncts;
    this.values = new VariableValues(input);
    this.found = new Finding[conjuncts.count()];
  }

  PolicyInput input() {
    return input;
  }

  /**
   * @param place as {@link SharedConjuncts} gave it
   */
  Finding at(int place) {
    var known = found[place];
    if (known != null) {
      return known;
    }
    var finding = conjuncts.at(place).evaluate(values);
    found[place] = finding;
    return finding;
  }
}
