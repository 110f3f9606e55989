package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The scoring of a load that rose: its own, or one that a released caller makes. */
record LoadScoring(
    Topology topology,
    SequencedMap<EntityId, EntityHealth> estate,
    CommonReasons commonReasons,
    LogAndEventEvidence logsAndEvents,
    Thresholds thresholds) {
  private static final int LOAD = 30;
  private static final int LOAD_UNMEASURED = 20;
  private static final int LOAD_OF_ONLY_CALLER = 40;
  private static final int LOAD_OF_CALLER = 15;
  private static final int LOAD_BUT_OF_ONLY_CALLER = -20;
  private static final int LOAD_BUT_OF_CALLER = -10;
  private static final int FEWER_REPLICAS = 20;

  /** The callers that were released just before, and the load itself. */
  List<Cause> causes(CauseContext context) {
    var rise = context.load().filter(LoadRise::own);
    var causes = new ArrayList<>(rise.map(it -> callers(context.health(), it)).orElse(List.of()));
    load(context, !causes.isEmpty()).ifPresent(causes::add);
    return causes;
  }

  /** More requests from a caller that was released just before, and hasn't more to do itself. */
  private List<Cause> callers(EntityHealth health, LoadRise rise) {
    var causes = new ArrayList<Cause>();
    for (var caller : topology.dependents(health.entity())) {
      var seen = estate.get(caller);
      if (seen != null && LoadRise.none(seen, thresholds)) {
        SuspectChange.find(seen, rise.since(), topology, logsAndEvents, thresholds).stream()
            .filter(SuspectChange::prompt)
            .findFirst()
            .ifPresent(suspect -> causes.add(caller(health, rise, suspect)));
      }
    }
    return causes;
  }

  private Cause caller(EntityHealth health, LoadRise rise, SuspectChange suspect) {
    var change = suspect.seen().change();
    var text =
        "%s of its caller %s at %s, %s s before its load rose to %s times the usual"
            .formatted(
                change.action(),
                change.entity().name(),
                ReasonTexts.time(change.at()),
                Math.max(0, suspect.lead().toSeconds()),
                ReasonTexts.number(rise.factor()));
    var reasons = commonReasons.reasons(health);
    boolean only = topology.dependents(health.entity()).size() == 1;
    int points = only ? LOAD_OF_ONLY_CALLER : LOAD_OF_CALLER;
    reasons.add(new Reason(text, points, List.of(suspect.seen().claim(), rise.claim())));
    return CommonReasons.cause(change.entity(), Kind.RELEASE, change, reasons);
  }

  private Optional<Cause> load(CauseContext context, boolean ofCaller) {
    var reasons = new ArrayList<Reason>();
    int points = context.full().isPresent() ? LOAD : LOAD_UNMEASURED;
    context
        .load()
        .ifPresent(
            rise -> {
              reasons.add(new Reason(rise.text(), points, List.of(rise.claim())));
              if (ofCaller) {
                var text = "but a caller that was released just before asks for it";
                reasons.add(new Reason(text, butOfCaller(context), List.of(rise.claim())));
              }
            });
    context
        .full()
        .flatMap(full -> fewer(context, full))
        .map(s -> new Reason("fewer than usual share it", FEWER_REPLICAS, List.of(s.claim())))
        .ifPresent(reasons::add);
    if (!reasons.isEmpty()) {
      context.errorReason(Kind.LOAD).ifPresent(reasons::add);
    }
    return commonReasons.cause(
        context.health(), Kind.LOAD, below -> isPressed(below, context), reasons);
  }

  /** Where several call it, others than the one that was released may ask for more as well. */
  private int butOfCaller(CauseContext context) {
    return topology.dependents(context.health().entity()).size() == 1
        ? LOAD_BUT_OF_ONLY_CALLER
        : LOAD_BUT_OF_CALLER;
  }

  /** Those that were enough for a good while are no reason by themselves. */
  private Optional<Symptom> fewer(CauseContext context, Symptom full) {
    return context
        .health()
        .symptom(Symptom.Kind.REPLICAS)
        .filter(
            fewer ->
                context.load().isPresent()
                    || fewer.since().plus(thresholds.changePrompt()).isAfter(full.began()));
  }

  /** What had more load first and isn't full any more has only passed it on. */
  private boolean isPressed(EntityHealth dependency, CauseContext context) {
    boolean full = dependency.symptom(Symptom.Kind.SATURATION).filter(Symptom::lasts).isPresent();
    return !full && context.load().isPresent() && LoadRise.find(dependency, thresholds).isPresent();
  }
}
