package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.health.EntityHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reasons that every kind of cause at one entity has in common: how unhealthy it is, and where
 * it is.
 */
record CommonReasons(Evidence evidence, Propagation propagation, LogAndTraceReasons logsAndTraces) {
  private static final int FURTHER_SYMPTOM = 5;
  private static final int DEEPEST = 20;
  private static final int EXPLAINED_AWAY = -40;
  private static final int EXPLAINS_ONE = 5;
  private static final int EXPLAINS_AT_MOST = 15;
  private static final int ENDPOINT = -10;
  private static final int GAPS = -10;

  /** A fresh list, to which a kind of cause adds its own reasons. */
  List<Reason> reasons(EntityHealth health) {
    return reasons(health, _ -> false);
  }

  /**
   * @param suffers tells dependencies that don't explain it because they suffer from it
   */
  List<Reason> reasons(EntityHealth health, Predicate<EntityHealth> suffers) {
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
    if (health.entity().kind().equals(EntityId.ENDPOINT)) {
      reasons.add(new Reason("but only its callers tell of it", ENDPOINT, health.claims()));
    }
    logsAndTraces.reasons(health).forEach(reasons::add);
    gaps(health.claims()).ifPresent(reasons::add);
    return reasons;
  }

  /**
   * What isn't known weighs on every cause.
   *
   * @param looked the claims of what it's judged by
   */
  Optional<Reason> gaps(List<String> looked) {
    var text = "judged without " + String.join("; ", evidence.gaps().stream().sorted().toList());
    return evidence.gaps().isEmpty()
        ? Optional.empty()
        : Optional.of(new Reason(text, GAPS, looked));
  }

  /** A cause for these reasons of its own and the common ones; none without any of its own. */
  Optional<Cause> cause(EntityHealth health, Kind kind, List<Reason> own) {
    return cause(health, kind, _ -> false, own);
  }

  /**
   * @param suffers as with {@link #reasons(EntityHealth, Predicate)}
   */
  Optional<Cause> cause(
      EntityHealth health, Kind kind, Predicate<EntityHealth> suffers, List<Reason> own) {
    if (own.isEmpty()) {
      return Optional.empty();
    }
    var all = Stream.concat(reasons(health, suffers).stream(), own.stream()).toList();
    return Optional.of(cause(health.entity(), kind, null, all));
  }

  static Cause cause(EntityId entity, Kind kind, @Nullable Change release, List<Reason> reasons) {
    int score = reasons.stream().mapToInt(Reason::points).sum();
    return release == null
        ? new Cause(entity, kind, null, null, score, reasons)
        : new Cause(entity, kind, release.reference(), release.toVersion(), score, reasons);
  }

  private static List<Reason> symptoms(EntityHealth health) {
    var main = health.symptoms().getFirst();
    return health.symptoms().stream()
        .map(
            symptom -> {
              int points = symptom.equals(main) ? main.points() : FURTHER_SYMPTOM;
              return new Reason(symptom.text(), points, List.of(symptom.claim()));
            })
        .toList();
  }

  private static Reason explainedAway(EntityHealth health, EntityHealth below) {
    var text = "but " + below.entity().name() + ", which it depends on, fails too";
    return new Reason(text, EXPLAINED_AWAY, claims(Stream.of(health, below)));
  }

  private Reason deepest(EntityHealth health) {
    var looked =
        Stream.concat(
            Stream.of(health),
            propagation.visibility().measuredDependencies(health.entity()).stream());
    var text = "nothing that it depends on is known to have failed before it";
    return new Reason(text, DEEPEST, claims(looked));
  }

  private static List<String> claims(Stream<EntityHealth> healths) {
    return healths.flatMap(health -> health.claims().stream()).distinct().toList();
  }
}
