package io.countersign.server.remediation;

import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.remediation.ExecutionState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRollback;
import io.countersign.domain.remediation.RemediationCommand.RecordVerification;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.workflows.remediation.RemediationProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Has telemetry say whether it helped: every probe must hold for its stability time after the
 * effect.
 */
final class Verification {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final RemediationDriver loop;
  private final ProbeMeasurement probing;
  private final ExecutionStart targets;
  private final RollbackOrHandover retreat;
  private final LoopSettings settings;

  Verification(
      RemediationDriver loop,
      ProbeMeasurement probing,
      ExecutionStart targets,
      RollbackOrHandover retreat,
      LoopSettings settings) {
    this.loop = loop;
    this.probing = probing;
    this.targets = targets;
    this.retreat = retreat;
    this.settings = settings;
  }

  RemediationProgress verify(RemediationId id) {
    if (!(loop.state(id) instanceof Remediation.Verifying verifying)) {
      return loop.progress(id);
    }
    return switch (verifying.effects().verdict()) {
      case PASSED -> loop.progress(id);
      case FAILED -> retreat.from(id, verifying, "the remedy didn't help");
      case PENDING ->
          verifying.effects().stopRequested()
              ? retreat.from(id, verifying, "a stop was requested")
              : measure(id, verifying);
    };
  }

  private RemediationProgress measure(RemediationId id, Remediation.Verifying verifying) {
    var now = loop.commands().now();
    var probes = verifying.dossier().plan().probes();
    var effect = lastEffect(verifying.effects());
    var stable =
        effect.plusSeconds(probes.stream().mapToInt(Probe::stabilitySeconds).max().orElse(0));
    if (now.isBefore(stable)) {
      return new RemediationProgress(
          RemediationProgress.Phase.VERIFYING, stable, RemediationProgress.Due.RETRY);
    }
    var readings = probing.measure(probes, now);
    boolean passed = ProbeReading.allHold(readings);
    if (!passed && now.isBefore(stable.plus(settings.verifyDeadline()))) {
      return loop.retry(id, AGAIN);
    }
    if (!passed && !ProbeReading.allAnswered(readings)) {
      return retreat.abandon(id, verifying, "whether it helped can't be measured");
    }
    var _ = loop.send(verifying, new RecordVerification(id, passed, readings));
    return loop.progress(id);
  }

  private static Instant lastEffect(ExecutionState effects) {
    return Objects.requireNonNull(effects.forward().getLast().endedAt());
  }

  /** The rollback's own probe: the targets are as they were recorded before everything. */
  RemediationProgress verifyRollback(RemediationId id, Remediation.RollingBack state) {
    var observed = targets.observe(state.dossier().plan());
    if (observed.isEmpty()) {
      return retreat.unreadable(id, state);
    }
    return loop.send(state, new CompleteRollback(id, observed.get()))
        .map(code -> retreat.abandon(id, state, "the rollback didn't restore the targets: " + code))
        .orElseGet(() -> loop.progress(id));
  }
}
