package io.countersign.domain.remediation.course;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.ExecutionState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.course.RemediationStep.Abandon;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.RequestStop;
import io.countersign.domain.remediation.course.RemediationStep.StartRollback;
import io.countersign.domain.remediation.course.RemediationStep.Unanswered;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** The way back: the declared rollback, or, where there's none or it fails, a person. */
record Retreat(Instant now, RemediationCourseSettings settings) {
  /** Going back would be a second effect beside the one that may come late. */
  private static final String IN_DOUBT =
      StepAttempt.IN_DOUBT
          + ": whether a step took effect isn't known, and it may still do so late;"
          + " look at its target before anything else acts on it";

  /** A rollback follows a failure or a stop; where the gate refused a step, the stop is our own. */
  RemediationStep from(Remediation.Known state, String because) {
    return switch (state) {
      case Remediation.Running it when it.effects().inDoubt() -> abandon(IN_DOUBT);
      case Remediation.Executing it when it.effects().untouched() && contentChanged(it.effects()) ->
          ExecutionStart.contentChanged(RefusalCode.CONTENT_CHANGED);
      case Remediation.Executing it when it.effects().untouched() -> abandon(because);
      case Remediation.Executing it when !it.failed() && !it.effects().stopRequested() ->
          new RequestStop(because, new StartRollback(because));
      case Remediation.RollingBack _ -> abandon(because);
      case Remediation.Known _ -> new StartRollback(because);
    };
  }

  /** Found by its executor just before the effect. */
  private static boolean contentChanged(ExecutionState effects) {
    return effects.forward().stream().anyMatch(it -> it.code().equals(StepAttempt.CONTENT_CHANGED));
  }

  /** A target that can't be asked is tried again for a while; then a person has to look. */
  RemediationStep unreadable(Remediation.Running state) {
    return mayBeReadLater(state)
        ? new Unanswered(now.plus(settings.targetAgain()), "a target can't be read just now")
        : abandon("a target can't be read: whether steps took effect is unknown");
  }

  boolean mayBeReadLater(Remediation.Running state) {
    var latest = lastTouched(state.effects()).plus(settings.unreadableAtMost());
    return now.isBefore(latest) && !outlived(state);
  }

  /**
   * Before the first step nothing has happened: what was approved only lasts as long as consent.
   */
  private boolean outlived(Remediation.Running state) {
    var consent = state.consent();
    return state.effects().epoch() == 0 && consent != null && consent.expired(now);
  }

  Instant lastTouched(ExecutionState effects) {
    return Stream.concat(effects.forward().stream(), effects.back().stream())
        .map(Retreat::touchedAt)
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  private static Instant touchedAt(StepAttempt attempt) {
    return Objects.requireNonNullElse(attempt.endedAt(), attempt.startedAt());
  }

  static RemediationStep abandon(String because) {
    return new Abandon(because, new Proceed("a person takes over"));
  }
}
