package io.countersign.domain.diagnosis.health;

import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The check for restarts: those that changes account for are meant to be.
 *
 * @param logsAndEvents starts and deployments, which restart what they touch
 */
record RestartCheck(Thresholds thresholds, LogAndEventEvidence logsAndEvents) {
  /** A start time or counter that moved more often than changes account for. */
  Optional<Symptom> symptom(SignalHistory history) {
    var moves = new ArrayList<Instant>();
    var back = Instant.MIN;
    for (int i = 1; i < history.points().size(); i++) {
      var before = history.points().get(i - 1);
      var here = history.points().get(i);
      boolean moved = before.value() != here.value();
      boolean inWindow = history.windowFrom().map(from -> !here.at().isBefore(from)).orElse(false);
      if (moved && inWindow && !accountedFor(history, here.at())) {
        back = here.at();
        moves.add(died(before, here, history.step()));
      }
    }
    var until = back;
    return moves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Symptom.plain(
                Symptom.Kind.RESTARTS,
                moves.getFirst(),
                until,
                false,
                "restarted by itself, times seen: %s, first at %s"
                    .formatted(moves.size(), ReasonTexts.time(moves.getFirst())),
                history.claim()));
  }

  /** Gone for a moment since someone released or restarted it: meant to be, and over. */
  boolean isMeant(SignalHistory history, Onset onset) {
    var gone = Duration.between(onset.at(), onset.last());
    return !onset.lasts(history)
        && gone.compareTo(thresholds.onsetTolerance()) <= 0
        && accountedFor(history, onset.at());
  }

  /** It went away after its last sign of life, and is seen again only once it's back. */
  private static Instant died(TimeSeries.Point before, TimeSeries.Point after, Duration step) {
    var missed = before.at().plus(step);
    return missed.isBefore(after.at()) ? missed : after.at();
  }

  private boolean accountedFor(SignalHistory history, Instant at) {
    // The newest scrape of a point may be a step old already.
    var slack = thresholds.onsetTolerance().plus(history.step().multipliedBy(2));
    return logsAndEvents.acts(history.entity()).stream()
        .map(seen -> Duration.between(seen.change().at(), at))
        .anyMatch(
            after ->
                after.compareTo(slack) <= 0
                    && after.compareTo(thresholds.changeTolerance().negated()) >= 0);
  }
}
