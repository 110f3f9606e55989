package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one entity is, by its own signals alone.
 *
 * @param symptoms strongest first; empty when it's healthy
 * @param histories what was looked at; none of what's only seen by its callers
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
