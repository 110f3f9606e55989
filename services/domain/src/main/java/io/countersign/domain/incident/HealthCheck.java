package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
        case UP -> down(history).ifPresent(symptoms::add);
        case ERRORS -> above(history, Symptom.Kind.ERRORS).ifPresent(symptoms::add);
        case LATENCY -> above(history, Symptom.Kind.LATENCY).ifPresent(symptoms::add);
        case SATURATION -> above(history, Symptom.Kind.SATURATION).ifPresent(symptoms::add);
        case RESTARTS -> restarted(history).ifPresent(symptoms::add);
        case REPLICAS -> none(history).ifPresent(symptoms::add);
        // A rate says something only beside the other signals.
        case RATE -> {}
      }
    }
    vanished(histories).ifPresent(symptoms::add);
    return new Health(entity, symptoms, histories);
  }

  /** Whether nothing at all of an entity is measured any more that was measured before. */
  boolean silent(List<SignalHistory> histories) {
    var own = histories.stream().filter(HealthCheck::isItsOwn).toList();
    return !own.isEmpty() && own.stream().allMatch(h -> h.vanished(end, thresholds));
  }

  /** Whether it tells so itself: how many of it there should be is told by what runs it. */
  private static boolean isItsOwn(SignalHistory history) {
    return history.signal() != Signal.REPLICAS && !history.points().isEmpty();
  }

  /** Whether it ends with what it measures; a rate over a window outlives it for so long. */
  private static boolean endsAtOnce(SignalHistory history) {
    return switch (history.signal()) {
      case UP, RESTARTS, SATURATION -> !history.points().isEmpty();
      case RATE, ERRORS, LATENCY, REPLICAS -> false;
    };
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
        .map(onset -> symptom(history, kind, onset, limit));
  }

  private Symptom symptom(SignalHistory history, Symptom.Kind kind, Onset onset, double limit) {
    return new Symptom(
        kind,
        onset.at(),
        onset.last(),
        onset.lasts(history),
        !kind.gone() && onset.gradual(history, thresholds),
        Wording.symptom(kind, onset, limit, onset.lasts(history)),
        history.claim());
  }

  private Optional<Symptom> down(SignalHistory history) {
    return Onset.find(history, value -> value <= 0, thresholds)
        .filter(onset -> !isRestart(history, onset))
        .map(onset -> symptom(history, Symptom.Kind.DOWN, onset, 0));
  }

  /** Gone for a moment since someone released or restarted it: meant to be, and over. */
  private boolean isRestart(SignalHistory history, Onset onset) {
    var gone = Duration.between(onset.at(), onset.last());
    return !onset.lasts(history)
        && gone.compareTo(thresholds.onsetTolerance()) <= 0
        && accountedFor(history, onset.at());
  }

  private Optional<Symptom> none(SignalHistory replicas) {
    return Onset.find(replicas, value -> value <= 0, thresholds)
        .filter(onset -> replicas.usualBefore(onset.at()).orElse(0) > 0)
        .map(
            onset -> {
              var text = "none of it runs since " + Wording.time(onset.at());
              boolean lasts = onset.lasts(replicas);
              return new Symptom(
                  Symptom.Kind.DOWN,
                  onset.at(),
                  onset.last(),
                  lasts,
                  false,
                  text,
                  replicas.claim());
            });
  }

  private Optional<Symptom> vanished(List<SignalHistory> histories) {
    var gauges = histories.stream().filter(HealthCheck::endsAtOnce).toList();
    boolean reached = gauges.stream().anyMatch(gauge -> gauge.signal() == Signal.UP);
    boolean ended = reached && gauges.stream().allMatch(h -> h.vanished(end, thresholds));
    if (!ended && !silent(histories)) {
      return Optional.empty();
    }
    var telling =
        gauges.isEmpty() ? histories.stream().filter(HealthCheck::isItsOwn) : gauges.stream();
    Comparator<SignalHistory> byEnd =
        Comparator.comparing(history -> history.points().getLast().at());
    // The first gauge that ends tells when; without any, the last rate.
    return telling
        .min(gauges.isEmpty() ? byEnd.reversed() : byEnd)
        .map(
            history -> {
              var since = history.points().getLast().at().plus(history.step());
              var text = "nothing of it is measured any more since " + Wording.time(since);
              return new Symptom(
                  Symptom.Kind.VANISHED, since, end, true, false, text, history.claim());
            });
  }

  /** A start time or counter that moved more often than changes account for. */
  private Optional<Symptom> restarted(SignalHistory history) {
    var moves = new ArrayList<Instant>();
    var back = Instant.MIN;
    for (int i = 1; i < history.points().size(); i++) {
      var here = history.points().get(i);
      boolean moved = history.points().get(i - 1).value() != here.value();
      boolean inWindow = history.windowFrom().map(from -> !here.at().isBefore(from)).orElse(false);
      if (moved && inWindow && !accountedFor(history, here.at())) {
        back = here.at();
        moves.add(died(history.points().get(i - 1), here, history.step()));
      }
    }
    var until = back;
    return moves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Symptom(
                Symptom.Kind.RESTARTS,
                moves.getFirst(),
                until,
                false,
                false,
                "restarted by itself, times seen: %s, first at %s"
                    .formatted(moves.size(), Wording.time(moves.getFirst())),
                history.claim()));
  }

  /** It went away after its last sign of life, and is seen again only once it's back. */
  private static Instant died(TimeSeries.Point before, TimeSeries.Point after, Duration step) {
    var missed = before.at().plus(step);
    return missed.isBefore(after.at()) ? missed : after.at();
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
