package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one entity is, by its own signals alone.
 *
 * @param symptoms strongest first; empty when it's healthy
 * @param histories what was looked at; none of what only its callers, logs or events tell of
 */
record Health(EntityId entity, List<Symptom> symptoms, List<SignalHistory> histories) {
  static final Comparator<Health> BY_ONSET =
      Comparator.comparing(Health::onset).thenComparing(health -> health.entity().toString());

  Health {
    symptoms =
        symptoms.stream()
            .sorted(Comparator.comparing(Symptom::kind).thenComparing(Symptom::claim))
            .toList();
    histories = List.copyOf(histories);
  }

  boolean unhealthy() {
    return !symptoms.isEmpty();
  }

  /** Whether what depends on it would fail too: being nearly full is not yet failing. */
  boolean failing() {
    return symptoms.stream().anyMatch(symptom -> symptom.kind().fails());
  }

  boolean gone() {
    return symptoms.stream().anyMatch(symptom -> symptom.kind().gone());
  }

  /** When it began to fail; when it became unhealthy if it doesn't fail. */
  Instant onset() {
    return symptoms.stream()
        .filter(symptom -> symptom.kind().fails() || !failing())
        .map(Symptom::since)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** Whether it still fails. */
  boolean lasts() {
    return symptoms.stream().anyMatch(symptom -> symptom.kind().fails() && symptom.lasts());
  }

  /** When it was last seen to fail. */
  Instant until() {
    return symptoms.stream()
        .filter(symptom -> symptom.kind().fails() || !failing())
        .map(Symptom::until)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** When it began to leave its usual range on the way there. */
  Instant began() {
    return symptoms.stream()
        .filter(symptom -> symptom.kind().fails() || !failing())
        .map(Symptom::began)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** Whether it fails, but only a closer look shows it. */
  boolean slight() {
    return failing()
        && symptoms.stream().filter(symptom -> symptom.kind().fails()).allMatch(Symptom::slight);
  }

  /** How far it is from its usual, in usual deviations of its worst signal. */
  double strength() {
    return symptoms.stream().mapToDouble(Symptom::strength).max().orElse(0);
  }

  /** Whether it was well when its window began. */
  boolean fresh() {
    return histories.stream()
        .flatMap(history -> history.windowFrom().stream())
        .min(Instant::compareTo)
        .map(from -> onset().isAfter(from))
        .orElse(true);
  }

  /** The widest distance between its points. */
  Duration step() {
    return histories.stream()
        .map(SignalHistory::step)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  Optional<Symptom> symptom(Symptom.Kind kind) {
    return symptoms.stream().filter(symptom -> symptom.kind() == kind).findFirst();
  }

  Stream<SignalHistory> histories(Signal signal) {
    return histories.stream().filter(history -> history.signal() == signal);
  }

  /** Claims of the symptoms; of everything looked at when it's healthy. */
  List<String> claims() {
    var claims =
        unhealthy()
            ? symptoms.stream().map(Symptom::claim)
            : histories.stream().map(SignalHistory::claim);
    return claims.distinct().toList();
  }
}
