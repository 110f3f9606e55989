package io.countersign.domain.diagnosis.health;

import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The check for what isn't measured any more, although it was.
 *
 * @param end when the window ends
 */
record StaleSeries(Thresholds thresholds, Instant end) {
  private static final Comparator<SignalHistory> BY_END =
      Comparator.comparing(history -> history.points().getLast().at());

  /** Whether nothing at all of an entity is measured any more that was measured before. */
  boolean silent(List<SignalHistory> histories) {
    var own = histories.stream().filter(StaleSeries::isItsOwn).toList();
    return !own.isEmpty() && own.stream().allMatch(h -> h.vanished(end, thresholds));
  }

  Optional<Symptom> symptom(List<SignalHistory> histories) {
    var gauges = histories.stream().filter(StaleSeries::endsAtOnce).toList();
    boolean reached =
        gauges.size() > 1 || gauges.stream().anyMatch(gauge -> gauge.signal() == Signal.UP);
    boolean ended = reached && gauges.stream().allMatch(h -> h.vanished(end, thresholds));
    if (!ended && !silent(histories)) {
      return Optional.empty();
    }
    // The first gauge that ends tells when; without any, the last rate.
    return gauges.isEmpty()
        ? histories.stream().filter(StaleSeries::isItsOwn).max(BY_END).map(this::symptom)
        : gauges.stream().min(BY_END).map(this::symptom);
  }

  private Symptom symptom(SignalHistory history) {
    var since = history.points().getLast().at().plus(history.step());
    var text = "nothing of it is measured any more since " + ReasonTexts.time(since);
    return Symptom.plain(Symptom.Kind.VANISHED, since, end, true, text, history.claim());
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
}
