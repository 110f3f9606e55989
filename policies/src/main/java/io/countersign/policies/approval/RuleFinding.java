package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.condition.Finding;
import io.countersign.policies.condition.Finding.Truth;
import java.util.List;
import java.util.stream.Stream;

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

  static RuleFinding of(ApprovalRule rule, PolicyInput input) {
    var conjuncts = rule.when().evaluate(input);
    return new RuleFinding(
        rule.id(),
        rule.title(),
        rule.effect().word(),
        rule.expired(input.now()) ? State.EXPIRED : state(conjuncts),
        conjuncts,
        rule.consequence());
  }

  /** As in the language itself, one part that is false settles it, whatever others failed on. */
  private static State state(List<Finding> conjuncts) {
    if (conjuncts.stream().anyMatch(it -> it.truth() == Truth.FALSE)) {
      return State.DOES_NOT_HOLD;
    }
    return conjuncts.stream().anyMatch(it -> it.truth() == Truth.ERROR) ? State.ERROR : State.HOLDS;
  }

  /** Its parts that aren't true. */
  public List<Finding> missing() {
    return conjuncts.stream().filter(it -> it.truth() != Truth.TRUE).toList();
  }

  /** A line for each part, and one for what follows. */
  Stream<String> trace() {
    var parts = conjuncts.stream().map(it -> rule + ": " + it.line());
    return switch (state) {
      case HOLDS -> Stream.concat(parts, Stream.of(rule + ": " + consequence));
      case EXPIRED -> Stream.of(rule + ": has expired, so it doesn't count");
      case DOES_NOT_HOLD, ERROR -> parts;
    };
  }
}
