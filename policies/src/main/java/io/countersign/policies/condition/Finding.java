package io.countersign.policies.condition;

import io.countersign.domain.policy.PolicyInput;

/**
 * The truth of one conjunct in an input.
 *
 * @param truth whether it's so
 * @param input in which it was evaluated
 * @param error why it couldn't be; empty when it could
 */
public record Finding(Conjunct conjunct, Truth truth, PolicyInput input, String error) {
  /** The truth of a conjunct. */
  public enum Truth {
    TRUE,
    FALSE,
    ERROR
  }

  /** The conjunct, its truth, and the values of the variables in it. */
  public String line() {
    var said =
        switch (truth) {
          case TRUE -> " is true";
          case FALSE -> " is false";
          case ERROR -> " can't be evaluated: " + error;
        };
    return conjunct.text() + said + values();
  }

  /** {@code (plan.risk = 2, plan.tier = 1)}, after a blank; empty where it has no variable. */
  public String values() {
    if (conjunct.variables().isEmpty()) {
      return "";
    }
    var text = new StringBuilder();
    for (var name : conjunct.variables()) {
      text.append(text.isEmpty() ? " (" : ", ").append(name).append(" = ");
      text.append(PolicyVariables.value(name, input));
    }
    return text.append(')').toString();
  }
}
