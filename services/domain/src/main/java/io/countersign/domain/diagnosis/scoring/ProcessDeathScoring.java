package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.List;

/** The scoring of a process that is gone. */
record ProcessDeathScoring(CommonReasons commonReasons) {
  private static final int GONE = 15;
  private static final int COMES_AND_GOES = 5;
  private static final int GONE_BY_HAND = 5;

  Cause cause(CauseContext context) {
    var health = context.health();
    var reasons = commonReasons.reasons(health);
    if (!context.released()) {
      var text = "it's gone rather than failing, and no release took it down";
      reasons.add(new Reason(text, GONE, health.claims()));
    }
    health
        .symptom(Symptom.Kind.RESTARTS)
        .map(s -> new Reason("it comes back by itself", COMES_AND_GOES, List.of(s.claim())))
        .ifPresent(reasons::add);
    context
        .recentOperation()
        .map(seen -> new Reason(ReasonTexts.operation(seen), GONE_BY_HAND, List.of(seen.claim())))
        .ifPresent(reasons::add);
    context.eventReason(Kind.PROCESS_DEATH).ifPresent(reasons::add);
    return CommonReasons.cause(health.entity(), Kind.PROCESS_DEATH, null, reasons);
  }
}
