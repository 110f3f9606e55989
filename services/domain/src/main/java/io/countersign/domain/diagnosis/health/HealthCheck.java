package io.countersign.domain.diagnosis.health;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * The check of entities by their signals: each against its own baseline and the absolute
 * thresholds; what isn't measured, by its errors and events.
 *
 * @param end when the window ends
 * @param logsAndEvents starts and deployments, which restart what they touch; logs and events
 * @param scrutiny how closely to look
 */
record HealthCheck(
    Thresholds thresholds, Instant end, LogAndEventEvidence logsAndEvents, Scrutiny scrutiny) {
  /** The degree of scrutiny. */
  enum Scrutiny {
    /** By what is unhealthy for nearly anyone. */
    WIDE,
    /** By each entity's own baseline where it's within that. */
    CLOSER,
    /** By its own baseline alone: what would be unhealthy for others doesn't count for more. */
    OWN
  }

  EntityHealth examine(EntityId entity, List<SignalHistory> histories) {
    var symptoms = new ArrayList<Symptom>();
    for (var history : histories) {
      symptom(history).ifPresent(symptoms::add);
    }
    new StaleSeries(thresholds, end).symptom(histories).ifPresent(symptoms::add);
    if (symptoms.stream().noneMatch(symptom -> symptom.kind().fails())) {
      unreadable(histories).ifPresent(symptoms::add);
    }
    logsAndEvents.eventSymptom(entity).ifPresent(symptoms::add);
    if (histories.stream().noneMatch(HealthCheck::tellsOfFailure)) {
      logsAndEvents.errorSymptom(entity).ifPresent(symptoms::add);
    }
    return new EntityHealth(entity, symptoms, histories);
  }

  /** Since its requests ended, say: a share of none is no number. */
  private Optional<Symptom> unreadable(List<SignalHistory> histories) {
    return histories.stream()
        .filter(HealthCheck::tellsOfFailure)
        .flatMap(history -> untold(history).stream())
        .min(Comparator.comparing(Symptom::since));
  }

  private Optional<Symptom> untold(SignalHistory history) {
    return history
        .untoldSince(end, thresholds)
        .map(
            since ->
                Symptom.plain(
                    Symptom.Kind.UNREADABLE,
                    since,
                    end,
                    true,
                    history.untoldText(since),
                    history.claim()));
  }

  private Optional<Symptom> symptom(SignalHistory history) {
    return switch (history.signal()) {
      case UP -> down(history);
      case ERRORS -> above(history, Symptom.Kind.ERRORS);
      case LATENCY -> above(history, Symptom.Kind.LATENCY);
      case SATURATION -> above(history, Symptom.Kind.SATURATION);
      case RESTARTS -> restarts().symptom(history);
      case REPLICAS -> fewer(history);
      // A rate says something only beside the other signals.
      case RATE -> Optional.empty();
    };
  }

  private static boolean tellsOfFailure(SignalHistory history) {
    return switch (history.signal()) {
      case UP, ERRORS, LATENCY -> true;
      case RATE, SATURATION, RESTARTS, REPLICAS -> false;
    };
  }

  private Optional<Symptom> above(SignalHistory history, Symptom.Kind kind) {
    double limit = limits().of(history);
    return beyond(history, kind, limit, value -> value > limit);
  }

  private Optional<Symptom> down(SignalHistory history) {
    return Onset.inAll(history, value -> value <= 0, thresholds)
        .filter(onset -> !restarts().isMeant(history, onset))
        .map(onset -> symptom(history, Symptom.Kind.DOWN, onset, 0));
  }

  /** None left is down; fewer than usual is less than what it needs. */
  private Optional<Symptom> fewer(SignalHistory replicas) {
    double usual = replicas.usual().orElse(0);
    return Onset.find(replicas, value -> value <= 0, thresholds)
        .filter(onset -> replicas.usualBefore(onset.at()).orElse(0) > 0)
        .map(
            onset -> {
              var text = "none of it runs since " + ReasonTexts.time(onset.at());
              boolean lasts = onset.lasts(replicas);
              return Symptom.plain(
                  Symptom.Kind.DOWN, onset.at(), onset.last(), lasts, text, replicas.claim());
            })
        .or(() -> beyond(replicas, Symptom.Kind.REPLICAS, usual, value -> value < usual));
  }

  private RestartCheck restarts() {
    return new RestartCheck(thresholds, logsAndEvents);
  }

  private AnomalyLimits limits() {
    return new AnomalyLimits(thresholds, scrutiny != Scrutiny.WIDE);
  }

  private Optional<Symptom> beyond(
      SignalHistory history, Symptom.Kind kind, double limit, DoublePredicate beyond) {
    return Onset.find(history, beyond, thresholds)
        .map(onset -> symptom(history, kind, onset, limit));
  }

  private Symptom symptom(SignalHistory history, Symptom.Kind kind, Onset onset, double limit) {
    boolean creeps = !kind.gone() && kind != Symptom.Kind.REPLICAS;
    return new Symptom(
        kind,
        onset.at(),
        onset.last(),
        onset.lasts(history),
        creeps ? onset.crept(history, thresholds) : Optional.empty(),
        isSlight(history, onset.worst()),
        limits().strength(history, onset.worst()),
        OptionalDouble.of(onset.worst()),
        ReasonTexts.symptom(kind, onset, limit, onset.lasts(history)),
        history.claim());
  }

  private boolean isSlight(SignalHistory history, double worst) {
    return switch (scrutiny) {
      case WIDE -> false;
      case CLOSER -> limits().slight(history, worst);
      case OWN -> history.signal() == Signal.ERRORS || history.signal() == Signal.LATENCY;
    };
  }
}
