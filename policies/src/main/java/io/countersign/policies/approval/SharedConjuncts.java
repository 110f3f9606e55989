package io.countersign.policies.approval;

import io.countersign.policies.condition.Condition;
import io.countersign.policies.condition.Conjunct;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The conjuncts of a set of rules, each once: rules say {@code plan.environment == 'production'}
 * again and again, and the same text has the same truth in the same input.
 */
final class SharedConjuncts {
  private final List<Conjunct> distinct = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** The places of a condition's conjuncts, in its order. */
  int[] places(Condition condition) {
    return condition.conjuncts().stream().mapToInt(this::place).toArray();
  }

  private int place(Conjunct conjunct) {
    return places.computeIfAbsent(
        conjunct.text(),
        _ -> {
          distinct.add(conjunct);
          return distinct.size() - 1;
        });
  }

  Conjunct at(int place) {
    return distinct.get(place);
  }

  int count() {
    return distinct.size();
  }
}
