package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Judges entities by their signals: each against its own baseline and the absolute thresholds.
 *
 * @param end when the window ends
 * @param changes starts and deployments, which restart what they touch
 */
record HealthCheck(Thresholds thresholds, Instant end, List<Evidence.ChangeSeen> changes) {

  Health examine(EntityId entity, List<SignalHistory> histories) {
    var symptoms = new ArrayList<Symptom>();
    for (var history : histories) {
      switch (history.signal()) {
        case UP -> beyond(history, Symptom.Kind.DOWN, 0, v -> v <= 0).ifPresent(symptoms::add);
        case ERRORS -> above(history, Symptom.Kind.ERRORS).ifPresent(symptoms::add);
        case LATENCY -> above(history, Symptom.Kind.LATENCY).ifPresent(symptoms::add);
        case SATURATION -> above(history, Symptom.Kind.SATURATION).ifPresent(symptoms::add);
        case RESTARTS -> restarted(history).ifPresent(symptoms::add);
        // A rate says something only beside the other signals.
        case RATE, REPLICAS -> {}
      }
    }
    vanished(histories).ifPresent(symptoms::add);
    return new Health(entity, symptoms, histories);
  }

  /** Whether nothing at all of an entity is measured any more that was measured before. */
  boolean silent(List<SignalHistory> histories) {
    var measured = histories.stream().filter(history -> !history.points().isEmpty()).toList();
    return !measured.isEmpty() && measured.stream().allMatch(h -> h.vanished(end, thresholds));
  }

  private Optional<Symptom> above(SignalHistory history, Symptom.Kind kind) {
    double limit = limit(history);
    return beyond(history, kind, limit, value -> value > limit);
  }

  private double limit(SignalHistory history) {
    double usual = history.usual().orElse(0) * thresholds.baselineFactor();
    return switch (history.signal()) {
      case ERRORS -> Math.max(thresholds.errorRatio(), Math.min(usual, 0.99));
      case LATENCY ->
          history.usual().isPresent()
              ? Math.max(thresholds.latencySeconds(), usual)
              : thresholds.latencyAloneSeconds();
      case SATURATION -> thresholds.saturation();
      case RATE, UP, RESTARTS, REPLICAS -> Double.MAX_VALUE;
    };
  }

  private Optional<Symptom> beyond(
      SignalHistory history, Symptom.Kind kind, double limit, DoublePredicate beyond) {
    return Onset.find(history, beyond, thresholds)
        .map(
            onset ->
                new Symptom(
                    kind,
                    onset.at(),
                    !kind.gone() && onset.gradual(history, thresholds),
                    Wording.symptom(kind, onset, limit, onset.lasts(history)),
                    history.claim()));
  }

  private Optional<Symptom> vanished(List<SignalHistory> histories) {
    if (!silent(histories)) {
      return Optional.empty();
    }
    return histories.stream()
        .filter(history -> !history.points().isEmpty())
        .max((a, b) -> a.points().getLast().at().compareTo(b.points().getLast().at()))
        .map(
            history -> {
              var since = history.points().getLast().at().plus(history.step());
              var text = "nothing of it is measured any more since " + Wording.time(since);
              return new Symptom(Symptom.Kind.VANISHED, since, false, text, history.claim());
            });
  }

  /** A start time or counter that moved more often than changes account for. */
  private Optional<Symptom> restarted(SignalHistory history) {
    var moves = new ArrayList<Instant>();
    for (int i = 1; i < history.points().size(); i++) {
      var here = history.points().get(i);
      boolean moved = history.points().get(i - 1).value() != here.value();
      boolean inWindow = history.windowFrom().map(from -> !here.at().isBefore(from)).orElse(false);
      if (moved && inWindow && !accountedFor(history, here.at())) {
        moves.add(here.at());
      }
    }
    return moves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Symptom(
                Symptom.Kind.RESTARTS,
                moves.getFirst(),
                false,
                "restarted by itself, times seen: %s, first at %s"
                    .formatted(moves.size(), Wording.time(moves.getFirst())),
                history.claim()));
  }

  private boolean accountedFor(SignalHistory history, Instant at) {
    var slack = thresholds.onsetTolerance().plus(history.step());
    return changes.stream()
        .map(Evidence.ChangeSeen::change)
        .filter(change -> change.entity().equals(history.entity()))
        .map(change -> Duration.between(change.at(), at))
        .anyMatch(
            after ->
                after.compareTo(slack) <= 0
                    && after.compareTo(thresholds.changeTolerance().negated()) >= 0);
  }
}
