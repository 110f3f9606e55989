package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.Baseline;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.Onset;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import io.countersign.domain.diagnosis.health.SignalHistory;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request rate well above the usual one, from before the entity began to suffer: retries of what
 * fails already are no cause.
 *
 * @param factor how many times the usual rate
 * @param caller whose rate it is, where its own isn't measured
 */
record LoadRise(
    Instant since, double factor, double usual, String claim, @Nullable EntityId caller) {

  /** Its own; where nobody measures that, what its callers are asked for. */
  static Optional<LoadRise> find(
      EntityHealth health, Map<EntityId, EntityHealth> estate, Topology topology, Thresholds t) {
    return health.histories(Signal.RATE).findAny().isPresent()
        ? find(health, t)
        : ofCallers(health, estate, topology, t);
  }

  private static Optional<LoadRise> ofCallers(
      EntityHealth health, Map<EntityId, EntityHealth> estate, Topology topology, Thresholds t) {
    return topology.dependents(health.entity()).stream()
        .flatMap(caller -> Optional.ofNullable(estate.get(caller)).stream())
        .flatMap(caller -> caller.histories(Signal.RATE))
        .flatMap(rate -> before(rate, health, t).map(rise -> rise.of(rate.entity())).stream())
        .filter(rise -> rise.since().isBefore(health.onset()))
        .max(Comparator.comparingDouble(LoadRise::factor));
  }

  private LoadRise of(EntityId asking) {
    return new LoadRise(since, factor, usual, claim, asking);
  }

  boolean own() {
    return caller == null;
  }

  static Optional<LoadRise> find(EntityHealth health, Thresholds t) {
    return health.histories(Signal.RATE).flatMap(h -> before(h, health, t).stream()).findFirst();
  }

  /** Whether it's known that an entity's own load rose no more than usual, ever. */
  static boolean none(EntityHealth health, Thresholds t) {
    return health
        .histories(Signal.RATE)
        .noneMatch(
            rate -> {
              var usual = rate.usual();
              return usual.isPresent() && rise(rate, usual.getAsDouble(), t).isPresent();
            });
  }

  /** One that was there well before it suffered: no retries of what failed already. */
  static Optional<LoadRise> before(EntityHealth health, Thresholds t) {
    return find(health, t).filter(rise -> rise.since().isBefore(health.onset()));
  }

  String text() {
    return (caller == null ? "" : "its caller " + caller.name() + " gets ")
        + "%s times its usual %s requests a second since %s, more than it can take"
            .formatted(
                ReasonTexts.number(factor), ReasonTexts.number(usual), ReasonTexts.time(since));
  }

  private static Optional<LoadRise> before(SignalHistory rate, EntityHealth health, Thresholds t) {
    var usual = rate.usualBefore(health.onset());
    if (usual.isEmpty() || usual.getAsDouble() <= 0) {
      return Optional.empty();
    }
    var latest = health.onset().plus(t.changeTolerance()).plus(rate.step().multipliedBy(2));
    return rise(rate, usual.getAsDouble(), t).filter(rise -> !rise.since().isAfter(latest));
  }

  private static Optional<LoadRise> rise(SignalHistory rate, double usual, Thresholds t) {
    double strays = rate.range().map(Baseline::deviation).orElse(0.0) * t.closer().deviations();
    double limit = Math.max(usual * t.loadFactor(), usual + strays);
    return Onset.find(rate, value -> value > limit, t)
        .map(
            onset ->
                new LoadRise(
                    onset.crept(rate, t).orElse(onset.at()),
                    onset.worst() / usual,
                    usual,
                    rate.claim(),
                    null));
  }
}
