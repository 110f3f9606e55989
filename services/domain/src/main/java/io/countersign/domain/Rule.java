package io.countersign.domain;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One rule of a decision, judged: a decision is a list of them, and the first one broken refuses.
 *
 * @param why in words for a person
 * @param check what is checked, as it's recorded with its result; empty where the code says it
 * @param input what it was judged by, in words; empty where that is told nowhere
 */
public record Rule(boolean kept, RefusalCode code, String why, String check, String input) {
  public Rule(boolean kept, RefusalCode code, String why) {
    this(kept, code, why, "", "");
  }

  /** The same, to be recorded under this name with what it was judged by. */
  public Rule checking(String name, String by) {
    return new Rule(kept, code, why, name, by);
  }

  /** The name under which it's recorded: that of the check, else that of the code. */
  public String name() {
    return check.isEmpty() ? code.name().toLowerCase(Locale.ROOT).replace('_', '-') : check;
  }

  public static Rule that(boolean kept, RefusalCode code) {
    return new Rule(kept, code, code.meaning());
  }

  public static Rule that(boolean kept, RefusalCode code, String why) {
    return new Rule(kept, code, why);
  }

  public static <E extends Event> Decision<E> inOrder(
      List<Rule> rules, Supplier<Decision<E>> otherwise) {
    return rules.stream()
        .filter(rule -> !rule.kept)
        .findFirst()
        .map(rule -> Rule.<E>refused(rule.code, rule.why))
        .orElseGet(otherwise);
  }

  public static boolean allKept(List<Rule> rules) {
    return rules.stream().allMatch(Rule::kept);
  }

  public static List<Rule> join(List<Rule> first, Rule... then) {
    return join(first, List.of(then));
  }

  public static List<Rule> join(List<Rule> first, List<Rule> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  public static <E extends Event> Decision<E> refused(RefusalCode code) {
    return refused(code, code.meaning());
  }

  public static <E extends Event> Decision<E> refused(RefusalCode code, String why) {
    return Decision.refused(new Answer.Refused(code, why), List.of());
  }
}
