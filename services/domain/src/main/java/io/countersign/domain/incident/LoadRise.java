package io.countersign.domain.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request rate well above the usual one, from before the entity began to suffer: retries of what
 * fails already are no cause.
 *
 * @param factor how many times the usual rate
 */
record LoadRise(Instant since, double factor, double usual, String claim) {

  static Optional<LoadRise> find(Health health, Thresholds t) {
    return health.histories(Signal.RATE).flatMap(h -> find(h, health, t).stream()).findFirst();
  }

  private static Optional<LoadRise> find(SignalHistory rate, Health health, Thresholds t) {
    var usual = rate.usualBefore(health.onset());
    if (usual.isEmpty() || usual.getAsDouble() <= 0) {
      return Optional.empty();
    }
    var latest = health.onset().plus(t.changeTolerance()).plus(rate.step().multipliedBy(2));
    return rise(rate, usual, t).filter(rise -> !rise.since().isAfter(latest));
  }

  private static Optional<LoadRise> rise(SignalHistory rate, OptionalDouble usual, Thresholds t) {
    double base = usual.orElse(0);
    return Onset.find(rate, value -> value > base * t.loadFactor(), t)
        .map(onset -> new LoadRise(onset.at(), onset.worst() / base, base, rate.claim()));
  }
}
