package io.countersign.domain.remediation;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One rule of a decision, judged: a decision is a list of them, and the first one broken refuses.
 *
 * @param why in words for a person
 */
record Rule(boolean kept, RefusalCode code, String why) {
  static Rule that(boolean kept, RefusalCode code) {
    return new Rule(kept, code, code.meaning());
  }

  static Rule that(boolean kept, RefusalCode code, String why) {
    return new Rule(kept, code, why);
  }

  /** Timers, workers and the planner speak as the product itself, never as anybody else. */
  static Rule onlySystem(CommandContext context) {
    return that(
        context.actor().equals(Actor.SYSTEM),
        RefusalCode.FORBIDDEN,
        "Only the product itself does this.");
  }

  static Decision<RemediationEvent> inOrder(
      List<Rule> rules, Supplier<Decision<RemediationEvent>> otherwise) {
    return rules.stream()
        .filter(rule -> !rule.kept)
        .findFirst()
        .map(rule -> refused(rule.code, rule.why))
        .orElseGet(otherwise);
  }

  static boolean allKept(List<Rule> rules) {
    return rules.stream().allMatch(Rule::kept);
  }

  static List<Rule> join(List<Rule> first, Rule... then) {
    return join(first, List.of(then));
  }

  static List<Rule> join(List<Rule> first, List<Rule> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  static Decision<RemediationEvent> refused(RefusalCode code) {
    return refused(code, code.meaning());
  }

  static Decision<RemediationEvent> refused(RefusalCode code, String why) {
    return Decision.refused(new Answer.Refused(code, why), List.of());
  }
}
