package io.countersign.policies.approval;

import io.countersign.policies.condition.Finding;
import io.countersign.policies.condition.Finding.Truth;
import java.util.List;

/**
 * The outcome of one rule.
 *
 * @param effect {@code deny}, {@code require}, {@code allow-auto} or {@code advise}
 * @param state whether it holds
 * @param conjuncts its condition's parts, each with its truth
 * @param consequence what follows from it where it holds, in one line
 */
public record RuleFinding(
    String rule,
    String title,
    String effect,
    State state,
    List<Finding> conjuncts,
    String consequence) {
  /** The state of a rule in an input. */
  public enum State {
    HOLDS,
    DOES_NOT_HOLD,
    EXPIRED,
    ERROR
  }

  public RuleFinding {
    conjuncts = List.copyOf(conjuncts);
  }

  /** Its parts that aren't true. */
  public List<Finding> missing() {
    return conjuncts.stream().filter(it -> it.truth() != Truth.TRUE).toList();
  }

  /** Adds a line for each part, and one for what follows. */
  void trace(List<String> lines) {
    if (state == State.EXPIRED) {
      lines.add(rule + ": has expired, so it doesn't count");
      return;
    }
    for (var part : conjuncts) {
      lines.add(rule + ": " + part.line());
    }
    if (state == State.HOLDS) {
      lines.add(rule + ": " + consequence);
    }
  }
}
