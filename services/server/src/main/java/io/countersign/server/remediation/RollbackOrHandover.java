package io.countersign.server.remediation;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.domain.remediation.ExecutionState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationCommand.StartRollback;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.workflows.remediation.RemediationProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The way back: the declared rollback, or, where there's none or it fails, a person. */
final class RollbackOrHandover {
  /** The one failure after which the target is another than before. */
  private static final String TOOK_EFFECT = FailureCode.UNHEALTHY.name();

  private static final Duration UNREADABLE_AT_MOST = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final RemediationDriver loop;

  RollbackOrHandover(RemediationDriver loop) {
    this.loop = loop;
  }

  RemediationProgress from(RemediationId id, Remediation.Known state, String because) {
    return switch (state) {
      case Remediation.Executing executing when untouched(executing.effects()) ->
          abandon(id, state, because);
      case Remediation.Executing executing -> back(id, stopped(id, executing, because), because);
      case Remediation.RollingBack _ -> abandon(id, state, because);
      case Remediation.Known known -> back(id, known, because);
    };
  }

  /** Nothing took effect, so that there's nothing to undo. */
  private static boolean untouched(ExecutionState effects) {
    return effects.forward().stream()
        .noneMatch(a -> a.is(StepAttempt.Progress.COMPLETED) || a.code().equals(TOOK_EFFECT));
  }

  /** A rollback follows a failure or a stop; where the gate refused a step, the stop is ours. */
  private Remediation.Known stopped(RemediationId id, Remediation.Executing state, String because) {
    if (!state.failed() && !state.effects().stopRequested()) {
      var _ = loop.send(state, new RequestStop(id, because));
    }
    return state;
  }

  private RemediationProgress back(RemediationId id, Remediation.Known state, String because) {
    return loop.send(state, new StartRollback(id, because)).isEmpty()
        ? loop.progress(id)
        : abandon(id, state, because);
  }

  /** A target that can't be asked is tried again for a while; then a person has to look. */
  RemediationProgress unreadable(RemediationId id, Remediation.Running state) {
    var now = loop.commands().now();
    boolean early = now.isBefore(lastTouched(state.effects()).plus(UNREADABLE_AT_MOST));
    return early && !outlived(state, now)
        ? loop.retry(id, PAUSE)
        : abandon(id, state, "a target can't be read: whether steps took effect is unknown");
  }

  /**
   * Before the first step nothing has happened: what was approved only lasts as long as consent.
   */
  private static boolean outlived(Remediation.Running state, Instant now) {
    var consent = state.consent();
    return state.effects().epoch() == 0 && consent != null && consent.expired(now);
  }

  private Instant lastTouched(ExecutionState effects) {
    return Stream.concat(effects.forward().stream(), effects.back().stream())
        .map(a -> Objects.requireNonNullElse(a.endedAt(), a.startedAt()))
        .max(Comparator.naturalOrder())
        .orElseGet(() -> loop.commands().now());
  }

  RemediationProgress abandon(RemediationId id, Remediation.Known state, String because) {
    var _ = loop.send(state, new AbandonRemediation(id, because, Map.of()));
    return loop.progress(id);
  }
}
