package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.Cause.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What every kind of cause at one entity has in common: how unhealthy it is, and where it is. */
record Standing(Evidence evidence, Propagation propagation) {
  private static final int FURTHER_SYMPTOM = 5;
  private static final int DEEPEST = 20;
  private static final int EXPLAINED_AWAY = -40;
  private static final int EXPLAINS_ONE = 5;
  private static final int EXPLAINS_AT_MOST = 15;
  private static final int GAPS = -10;

  /** A fresh list, to which a kind of cause adds its own reasons. */
  List<Reason> reasons(Health health) {
    return reasons(health, _ -> false);
  }

  /**
   * @param suffers tells dependencies that don't explain it because they suffer from it
   */
  List<Reason> reasons(Health health, Predicate<Health> suffers) {
    var reasons = new ArrayList<>(symptoms(health));
    reasons.add(
        propagation
            .explanations(health)
            .filter(suffers.negate())
            .findFirst()
            .map(below -> explainedAway(health, below))
            .orElseGet(() -> deepest(health)));
    var above = propagation.explainedBy(health.entity());
    if (!above.isEmpty()) {
      var names = String.join(", ", above.stream().map(EntityId::name).toList());
      int points = Math.min(EXPLAINS_AT_MOST, EXPLAINS_ONE * above.size());
      reasons.add(new Reason("explains " + names, points, health.claims()));
    }
    if (!evidence.gaps().isEmpty()) {
      var text = "judged without " + String.join("; ", evidence.gaps().stream().sorted().toList());
      reasons.add(new Reason(text, GAPS, health.claims()));
    }
    return reasons;
  }

  private static List<Reason> symptoms(Health health) {
    var main = health.symptoms().getFirst();
    return health.symptoms().stream()
        .map(
            symptom -> {
              int points = symptom.equals(main) ? main.kind().points() : FURTHER_SYMPTOM;
              return new Reason(symptom.text(), points, List.of(symptom.claim()));
            })
        .toList();
  }

  private static Reason explainedAway(Health health, Health below) {
    var text = "but " + below.entity().name() + ", which it depends on, fails too";
    return new Reason(text, EXPLAINED_AWAY, claims(Stream.of(health, below)));
  }

  private Reason deepest(Health health) {
    var looked =
        Stream.concat(
            Stream.of(health), propagation.measuredDependencies(health.entity()).stream());
    var text = "nothing that it depends on is known to have failed before it";
    return new Reason(text, DEEPEST, claims(looked));
  }

  private static List<String> claims(Stream<Health> healths) {
    return healths.flatMap(health -> health.claims().stream()).distinct().toList();
  }
}
