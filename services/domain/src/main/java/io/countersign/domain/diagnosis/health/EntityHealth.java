package io.countersign.domain.diagnosis.health;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The health of one entity, by its own signals alone.
 *
 * @param symptoms strongest first; empty when it's healthy
 * @param histories what was looked at; none of what only its callers, logs or events tell of
 */
public record EntityHealth(EntityId entity, List<Symptom> symptoms, List<SignalHistory> histories) {
  /** One symptom of a fault may end for so long before another begins. */
  private static final Duration PAUSE = Duration.ofSeconds(15);

  public static final Comparator<EntityHealth> BY_ONSET =
      Comparator.comparing(EntityHealth::onset).thenComparing(EntityHealth::entity);

  public EntityHealth {
    symptoms =
        symptoms.stream()
            .sorted(Comparator.comparing(Symptom::kind).thenComparing(Symptom::claim))
            .toList();
    histories = List.copyOf(histories);
  }

  public boolean unhealthy() {
    return !symptoms.isEmpty();
  }

  /** Whether what depends on it would fail too: being nearly full is not yet failing. */
  public boolean failing() {
    return symptoms.stream().anyMatch(symptom -> symptom.kind().fails());
  }

  public boolean gone() {
    return symptoms.stream().anyMatch(symptom -> symptom.kind().gone());
  }

  /** When it began to fail; when it became unhealthy if it doesn't fail. */
  public Instant onset() {
    return present().map(Symptom::since).min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** What failed and was well again before what lasts began is another fault. */
  private Stream<Symptom> present() {
    boolean failing = failing();
    var relevant = symptoms.stream().filter(it -> it.kind().fails() || !failing);
    if (symptoms.size() < 2 || symptoms.stream().allMatch(Symptom::lasts)) {
      return relevant; // nearly always, and onsets are compared often
    }
    var all = relevant.toList();
    return all.stream()
        .filter(Symptom::lasts)
        .map(Symptom::since)
        .min(Comparator.naturalOrder())
        .map(first -> first.minus(PAUSE).minus(step().multipliedBy(2)))
        .map(from -> all.stream().filter(it -> it.lasts() || !it.until().isBefore(from)))
        .orElseGet(all::stream);
  }

  /** Whether it still fails. */
  public boolean lasts() {
    return symptoms.stream().anyMatch(symptom -> symptom.kind().fails() && symptom.lasts());
  }

  /** When it was last seen to fail. */
  public Instant until() {
    return symptoms.stream()
        .filter(symptom -> symptom.kind().fails() || !failing())
        .map(Symptom::until)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** When it began to leave its usual range on the way there. */
  public Instant began() {
    return present().map(Symptom::began).min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** Whether it fails, but only a closer look shows it. */
  public boolean slight() {
    return failing()
        && symptoms.stream().filter(symptom -> symptom.kind().fails()).allMatch(Symptom::slight);
  }

  /** How far it is from its usual, in usual deviations of its worst signal. */
  public double strength() {
    return symptoms.stream().mapToDouble(Symptom::strength).max().orElse(0);
  }

  /** Whether it was well when its window began. */
  public boolean fresh() {
    return histories.stream()
        .flatMap(history -> history.windowFrom().stream())
        .min(Instant::compareTo)
        .map(from -> onset().isAfter(from))
        .orElse(true);
  }

  /** The widest distance between its points. */
  public Duration step() {
    return histories.stream()
        .map(SignalHistory::step)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  public Optional<Symptom> symptom(Symptom.Kind kind) {
    return symptoms.stream().filter(symptom -> symptom.kind() == kind).findFirst();
  }

  public Stream<SignalHistory> histories(Signal signal) {
    return histories.stream().filter(history -> history.signal() == signal);
  }

  /** Claims of the symptoms; of everything looked at when it's healthy. */
  public List<String> claims() {
    var claims =
        unhealthy()
            ? symptoms.stream().map(Symptom::claim)
            : histories.stream().map(SignalHistory::claim);
    return claims.distinct().toList();
  }
}
