package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The reasons that every kind of cause at one entity has in common: how unhealthy it is, and where
 * it is.
 */
record CommonReasons(
    Evidence evidence,
    Propagation propagation,
    LogAndEventEvidence logsAndEvents,
    FailedTraceEnds traces) {
  private static final int FURTHER_SYMPTOM = 5;
  private static final int DEEPEST = 20;
  private static final int EXPLAINED_AWAY = -40;
  private static final int EXPLAINS_ONE = 5;
  private static final int EXPLAINS_AT_MOST = 15;
  private static final int NEW_ERRORS = 5;
  private static final int NAMED_BY_CALLER = 10;
  private static final int NAMES_DEPENDENCY = -10;
  private static final int TRACES_END = 10;
  private static final int TRACES_PASS = -10;
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
    logsAndTraces(health).forEach(reasons::add);
    if (!evidence.gaps().isEmpty()) {
      var text = "judged without " + String.join("; ", evidence.gaps().stream().sorted().toList());
      reasons.add(new Reason(text, GAPS, health.claims()));
    }
    return reasons;
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

  /** What error lines and failed requests say, on whom it falls. */
  private Stream<Reason> logsAndTraces(EntityHealth health) {
    var entity = health.entity();
    return Stream.of(
            newErrors(health), namesDependency(entity), namedByCaller(entity), ends(entity))
        .flatMap(Optional::stream);
  }

  private Optional<Reason> newErrors(EntityHealth health) {
    return health.symptom(Symptom.Kind.LOGS).isPresent()
        ? Optional.empty()
        : logsAndEvents
            .newErrors(health.entity())
            .first()
            .map(log -> new Reason(ReasonTexts.error(log), NEW_ERRORS, List.of(log.claim())));
  }

  private Optional<Reason> namesDependency(EntityId entity) {
    var below = new HashSet<>(evidence.topology().dependencies(entity));
    return logsAndEvents
        .newErrors(entity)
        .naming(below)
        .map(
            log -> {
              var text = "but its errors name what it depends on: " + log.signature();
              return new Reason(text, NAMES_DEPENDENCY, List.of(log.claim()));
            });
  }

  private Optional<Reason> namedByCaller(EntityId entity) {
    var self = Set.of(entity);
    return evidence.topology().dependents(entity).stream()
        .flatMap(caller -> logsAndEvents.newErrors(caller).naming(self).stream())
        .findFirst()
        .map(
            log -> {
              var text = log.entity().name() + "'s errors name it: " + log.signature();
              return new Reason(text, NAMED_BY_CALLER, List.of(log.claim()));
            });
  }

  private Optional<Reason> ends(EntityId entity) {
    return traces
        .ended(entity)
        .map(
            count -> {
              var text = "failed requests that ended here: " + count.requests();
              return new Reason(text, TRACES_END, List.of(count.claim()));
            })
        .or(() -> passes(entity));
  }

  private Optional<Reason> passes(EntityId entity) {
    return traces
        .passed(entity)
        .map(
            count -> {
              var text = "but failed requests that went on from here: " + count.requests();
              return new Reason(text, TRACES_PASS, List.of(count.claim()));
            });
  }

  private static Reason explainedAway(EntityHealth health, EntityHealth below) {
    var text = "but " + below.entity().name() + ", which it depends on, fails too";
    return new Reason(text, EXPLAINED_AWAY, claims(Stream.of(health, below)));
  }

  private Reason deepest(EntityHealth health) {
    var looked =
        Stream.concat(
            Stream.of(health), propagation.measuredDependencies(health.entity()).stream());
    var text = "nothing that it depends on is known to have failed before it";
    return new Reason(text, DEEPEST, claims(looked));
  }

  private static List<String> claims(Stream<EntityHealth> healths) {
    return healths.flatMap(health -> health.claims().stream()).distinct().toList();
  }
}
