package io.countersign.policies.condition;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A compiled condition: conjuncts that must all be true. Without any it always holds.
 *
 * @param conjuncts as they stand there
 */
public record Condition(List<Conjunct> conjuncts) {
  /** What always holds. */
  public static final Condition ALWAYS = new Condition(List.of());

  public Condition {
    conjuncts = List.copyOf(conjuncts);
  }

  /** The environments that it names. */
  public Set<String> environments() {
    return conjuncts.stream()
        .flatMap(it -> it.literals().entrySet().stream())
        .filter(it -> PolicyVariables.ENVIRONMENTS.contains(it.getKey()))
        .flatMap(it -> it.getValue().stream())
        .map(String::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }
}
