package io.countersign.policies.condition;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.condition.Finding.Truth;
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

  /** Each conjunct's truth; none is left out because another one is false. */
  public List<Finding> evaluate(PolicyInput input) {
    return conjuncts.stream().map(conjunct -> conjunct.evaluate(input)).toList();
  }

  /**
   * Whether all of them are true. As in the language itself, one that is false settles it, whatever
   * others failed on; what comes after isn't looked at.
   */
  public Truth truth(PolicyInput input) {
    var truth = Truth.TRUE;
    for (var conjunct : conjuncts) {
      switch (conjunct.evaluate(input).truth()) {
        case TRUE -> {}
        case FALSE -> {
          return Truth.FALSE;
        }
        case ERROR -> truth = Truth.ERROR;
      }
    }
    return truth;
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
