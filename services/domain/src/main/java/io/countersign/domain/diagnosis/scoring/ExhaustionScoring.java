package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The scoring of a resource that ran out. */
record ExhaustionScoring(CommonReasons commonReasons, Thresholds thresholds) {
  private static final int CREPT = 20;
  private static final int RESTARTED = 15;
  private static final int FULL = 15;

  /** Where the load rose, only what is said of it speaks for more than that. */
  Optional<Cause> cause(CauseContext context) {
    var said =
        Stream.of(
                context.eventReason(Kind.RESOURCE_EXHAUSTION),
                context.errorReason(Kind.RESOURCE_EXHAUSTION))
            .flatMap(Optional::stream)
            .toList();
    var reasons = new ArrayList<>(said);
    boolean otherwise = context.health().gone() || context.load().isPresent();
    if (!otherwise || !said.isEmpty()) {
      context
          .crept()
          .map(s -> new Reason("it crept up instead of coming at once", CREPT, List.of(s.claim())))
          .ifPresent(reasons::add);
      context
          .health()
          .symptom(Symptom.Kind.RESTARTS)
          .map(s -> new Reason("nobody restarted it", RESTARTED, List.of(s.claim())))
          .ifPresent(reasons::add);
    }
    if (!otherwise) {
      context
          .full()
          .filter(_ -> context.health().histories(Signal.RATE).findAny().isPresent())
          .filter(full -> isFromTheFirst(full, context.health()))
          .map(s -> new Reason("it's full at its usual load", FULL, List.of(s.claim())))
          .ifPresent(reasons::add);
    }
    return commonReasons.cause(context.health(), Kind.RESOURCE_EXHAUSTION, reasons);
  }

  /** What is full only later may be so because of what it suffers from. */
  private boolean isFromTheFirst(Symptom full, EntityHealth health) {
    var slack = thresholds.onsetTolerance().plus(health.step());
    return !health.failing() || !full.since().isAfter(health.onset().plus(slack));
  }
}
