package io.countersign.domain.remediation.course;

import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.ProbeMeasurements;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.course.RemediationStep.MeasureProbes;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.RecordVerification;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The verification of a remedy: every probe must hold for its stability time after the effect, or
 * it didn't help.
 */
record Verification(
    Remediation.Verifying state,
    RemediationObservations seen,
    Instant now,
    RemediationCourseSettings settings) {

  RemediationStep next() {
    var effects = state.effects();
    return switch (effects.verdict()) {
      case PASSED -> new Proceed("telemetry says that it helped");
      case FAILED -> retreat().from(state, "the remedy didn't help");
      case PENDING ->
          effects.stopRequested() ? retreat().from(state, "a stop was requested") : measure();
    };
  }

  private RemediationStep measure() {
    var probes = seen.probes();
    if (probes != null) {
      return judge(probes);
    }
    return now.isBefore(stableAt())
        ? new Retry(stableAt(), "the probes can't have been stable yet")
        : new MeasureProbes(now, "the probes have to hold by now");
  }

  private RemediationStep judge(ProbeMeasurements probes) {
    var readings = probes.readings();
    boolean passed = ProbeReading.allHold(readings);
    if (!passed && probes.at().isBefore(stableAt().plus(settings.verifyDeadline()))) {
      return new Retry(measureAgain(probes.earliest()), "the probes don't hold yet");
    }
    if (!passed && !ProbeReading.allAnswered(readings)) {
      return Retreat.abandon("whether it helped can't be measured");
    }
    var verdict = passed ? "the probes hold" : "the probes don't hold in time";
    return new RecordVerification(passed, readings, verdict, new Proceed(verdict));
  }

  /**
   * Seldomer the longer it takes, not before they can hold, and once more at the deadline.
   *
   * @param earliest before it they can't all hold; null where that isn't known
   */
  private Instant measureAgain(@Nullable Instant earliest) {
    var slow = Duration.between(stableAt(), now).dividedBy(4);
    var least = settings.measureAgain();
    var next = now.plus(slow.compareTo(least) > 0 ? slow : least);
    var useful = earliest != null && earliest.isAfter(next) ? earliest : next;
    var deadline = stableAt().plus(settings.verifyDeadline());
    if (!deadline.isAfter(now)) {
      return now.plus(least);
    }
    return useful.isAfter(deadline) ? deadline : useful;
  }

  private Instant stableAt() {
    var effect = Objects.requireNonNull(state.effects().forward().getLast().endedAt());
    var probes = state.dossier().plan().probes();
    return effect.plusSeconds(probes.stream().mapToInt(Probe::stabilitySeconds).max().orElse(0));
  }

  private Retreat retreat() {
    return new Retreat(now, settings);
  }
}
