package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scoring of what lies outside the estate, and of what nothing accounts for. */
record ExternalScoring(
    Evidence evidence,
    Propagation propagation,
    CommonReasons commonReasons,
    Thresholds thresholds) {
  private static final int OUTSIDE = 10;
  private static final int NAMES_OUTSIDE = 30;
  private static final int BUT_RELEASED = -20;
  private static final int OPERATED_ON = -10;

  /** Errors that speak of a provider, or of something that ran out by date. */
  Optional<Cause> cause(CauseContext context) {
    var reasons = new ArrayList<Reason>();
    var said = context.newErrors().speakingFor(Kind.EXTERNAL);
    said.or(() -> context.newErrors().outside())
        .map(
            log -> {
              var text = "its errors speak of something outside: " + log.signature();
              return new Reason(text, NAMES_OUTSIDE, List.of(log.claim()));
            })
        .ifPresent(reasons::add);
    if (!reasons.isEmpty() && said.isEmpty()) {
      context.changes().stream()
          .filter(suspect -> suspect.release() && suspect.prompt())
          .findFirst()
          .map(s -> new Reason("but a release came first", BUT_RELEASED, List.of(s.seen().claim())))
          .ifPresent(reasons::add);
    }
    return commonReasons.cause(context.health(), Kind.EXTERNAL, reasons);
  }

  /** With all around it seen to be well the cause lies outside the estate; else it's unknown. */
  Cause unaccounted(CauseContext context) {
    var health = context.health();
    var reasons = commonReasons.reasons(health);
    context
        .recentOperation()
        .map(
            seen ->
                new Reason(
                    "but " + ReasonTexts.operation(seen), OPERATED_ON, List.of(seen.claim())))
        .ifPresent(reasons::add);
    boolean outside =
        health.failing()
            && !health.slight()
            && context.recentOperation().isEmpty()
            && !context.releasedMeanwhile()
            && seenToBeAlone(health)
            && LoadRise.before(health, thresholds).isEmpty()
            && context.load().isEmpty();
    if (outside) {
      var text = "it came at once, without a release, more load or an unhealthy dependency";
      reasons.add(new Reason(text, OUTSIDE, health.claims()));
    }
    return CommonReasons.cause(
        health.entity(), outside ? Kind.EXTERNAL : Kind.UNKNOWN, null, reasons);
  }

  private boolean seenToBeAlone(EntityHealth health) {
    return evidence.gaps().isEmpty()
        && propagation.visibility().seesAllDependencies(health.entity())
        && propagation.visibility().unseenDependencies(health).isEmpty()
        && propagation.explanation(health).isEmpty();
  }
}
