package io.countersign.policies.approval;

import java.util.Set;
import java.util.TreeSet;

/** The literals that the conditions of a set of rules compare variables with. */
public final class RuleLiterals {
  private final RuleSet rules;

  RuleLiterals(RuleSet rules) {
    this.rules = rules;
  }

  /** The texts that a variable is compared with. */
  public Set<String> texts(String variable) {
    return all(variable, String.class);
  }

  /** The integers that a variable is compared with. */
  public Set<Long> integers(String variable) {
    return all(variable, Long.class);
  }

  private <T extends Comparable<T>> Set<T> all(String variable, Class<T> type) {
    var found = new TreeSet<T>();
    for (var rule : rules.rules()) {
      for (var conjunct : rule.when().conjuncts()) {
        conjunct.literals().getOrDefault(variable, Set.of()).stream()
            .filter(type::isInstance)
            .map(type::cast)
            .forEach(found::add);
      }
    }
    return found;
  }
}
