package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.EntityHealth;
import io.countersign.domain.diagnosis.health.LogAndEventEvidence;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import io.countersign.domain.diagnosis.health.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scoring of what an unhealthy entity may suffer from: each kind of cause that its signals
 * allow.
 */
record CauseScoring(
    Evidence evidence,
    SequencedMap<EntityId, EntityHealth> estate,
    Propagation propagation,
    CommonReasons commonReasons,
    LogAndEventEvidence logsAndEvents,
    Thresholds thresholds) {
  private static final int RELEASE_BUT_RIVAL = -40;
  private static final int LATE_RELEASE_BUT_UNSEEN = -50;
  private static final int LOAD = 30;
  private static final int LOAD_UNMEASURED = 20;
  private static final int LOAD_OF_ONLY_CALLER = 40;
  private static final int LOAD_OF_CALLER = 15;
  private static final int LOAD_BUT_OF_ONLY_CALLER = -20;
  private static final int LOAD_BUT_OF_CALLER = -10;
  private static final int FEWER_REPLICAS = 20;
  private static final int GONE = 15;
  private static final int COMES_AND_GOES = 5;
  private static final int GONE_BY_HAND = 5;
  private static final int CREPT = 20;
  private static final int RESTARTED = 15;
  private static final int FULL = 15;
  private static final int OUTSIDE = 10;
  private static final int NAMES_OUTSIDE = 30;
  private static final int BUT_RELEASED = -20;
  private static final int SAID_BY_EVENT = 20;
  private static final int SAID_BY_ERRORS = 15;
  private static final int OPERATED_ON = -10;

  /** At least one. */
  List<Cause> causes(EntityHealth health) {
    var context = CauseContext.of(health, estate, evidence.topology(), logsAndEvents, thresholds);
    var causes = new ArrayList<Cause>();
    var releases = new ReleaseScoring(context);
    context.changes().forEach(suspect -> causes.add(release(releases, suspect)));
    var callers =
        context.load().filter(LoadRise::own).map(rise -> callers(health, rise)).orElse(List.of());
    causes.addAll(callers);
    load(context, !callers.isEmpty()).ifPresent(causes::add);
    if (health.gone()) {
      causes.add(death(context));
    }
    exhaustion(context).ifPresent(causes::add);
    outside(context).ifPresent(causes::add);
    return causes.isEmpty() ? List.of(unaccounted(context)) : causes;
  }

  private Cause release(ReleaseScoring releases, SuspectChange suspect) {
    var reasons = commonReasons(releases.context().health());
    reasons.addAll(releases.reasons(suspect));
    var health = releases.context().health();
    doubt(health, suspect).ifPresent(reasons::add);
    var change = suspect.seen().change();
    return cause(change.entity(), Kind.RELEASE, change, reasons);
  }

  /** What lies below it unseen may have failed as well, the more so if it was released since. */
  private Optional<Reason> doubt(EntityHealth health, SuspectChange suspect) {
    var unseen = propagation.unseenDependencies(health);
    var rival = suspect.later(unseen, health, logsAndEvents, thresholds);
    if (rival.isPresent() || suspect.prompt() || unseen.isEmpty()) {
      return rival.map(CauseScoring::rival);
    }
    var text = "but nobody measures whether %s fails".formatted(unseen.getFirst().name());
    return Optional.of(new Reason(text, LATE_RELEASE_BUT_UNSEEN, List.of(suspect.seen().claim())));
  }

  private static Reason rival(Evidence.ChangeSeen other) {
    var change = other.change();
    var text =
        "but %s, whose failures nobody measures, was released after that, at %s"
            .formatted(change.entity().name(), ReasonTexts.time(change.at()));
    return new Reason(text, RELEASE_BUT_RIVAL, List.of(other.claim()));
  }

  /** More requests from a caller that was released just before, and hasn't more to do itself. */
  private List<Cause> callers(EntityHealth health, LoadRise rise) {
    var causes = new ArrayList<Cause>();
    for (var caller : evidence.topology().dependents(health.entity())) {
      var seen = estate.get(caller);
      if (seen != null && LoadRise.none(seen, thresholds)) {
        SuspectChange.find(seen, rise.since(), evidence.topology(), logsAndEvents, thresholds)
            .stream()
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
    var reasons = commonReasons(health);
    boolean only = evidence.topology().dependents(health.entity()).size() == 1;
    int points = only ? LOAD_OF_ONLY_CALLER : LOAD_OF_CALLER;
    reasons.add(new Reason(text, points, List.of(suspect.seen().claim(), rise.claim())));
    return cause(change.entity(), Kind.RELEASE, change, reasons);
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
      errors(context, Kind.LOAD).ifPresent(reasons::add);
    }
    return scored(
        context.health(),
        Kind.LOAD,
        commonReasons.reasons(context.health(), below -> isPressed(below, context)),
        reasons);
  }

  /** Where several call it, others than the one that was released may ask for more as well. */
  private int butOfCaller(CauseContext context) {
    return evidence.topology().dependents(context.health().entity()).size() == 1
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

  private Cause death(CauseContext context) {
    var health = context.health();
    var reasons = commonReasons(health);
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
        .map(seen -> new Reason(operationText(seen), GONE_BY_HAND, List.of(seen.claim())))
        .ifPresent(reasons::add);
    event(context, Kind.PROCESS_DEATH).ifPresent(reasons::add);
    return cause(health.entity(), Kind.PROCESS_DEATH, null, reasons);
  }

  /** Where the load rose, only what is said of it speaks for more than that. */
  private Optional<Cause> exhaustion(CauseContext context) {
    var said =
        Stream.of(
                event(context, Kind.RESOURCE_EXHAUSTION), errors(context, Kind.RESOURCE_EXHAUSTION))
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
    return scored(context, Kind.RESOURCE_EXHAUSTION, reasons);
  }

  /** What is full only later may be so because of what it suffers from. */
  private boolean isFromTheFirst(Symptom full, EntityHealth health) {
    var slack = thresholds.onsetTolerance().plus(health.step());
    return !health.failing() || !full.since().isAfter(health.onset().plus(slack));
  }

  /** Errors that speak of a provider, or of something that ran out by date. */
  private Optional<Cause> outside(CauseContext context) {
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
    return scored(context, Kind.EXTERNAL, reasons);
  }

  /** With all around it seen to be well the cause lies outside the estate; else it's unknown. */
  private Cause unaccounted(CauseContext context) {
    var health = context.health();
    var reasons = commonReasons(health);
    context
        .recentOperation()
        .map(seen -> new Reason("but " + operationText(seen), OPERATED_ON, List.of(seen.claim())))
        .ifPresent(reasons::add);
    boolean outside =
        health.failing()
            && !health.slight()
            && context.recentOperation().isEmpty()
            && seenToBeAlone(health)
            && LoadRise.before(health, thresholds).isEmpty()
            && context.load().isEmpty();
    if (outside) {
      var text = "it came at once, without a release, more load or an unhealthy dependency";
      reasons.add(new Reason(text, OUTSIDE, health.claims()));
    }
    return cause(health.entity(), outside ? Kind.EXTERNAL : Kind.UNKNOWN, null, reasons);
  }

  private boolean seenToBeAlone(EntityHealth health) {
    return evidence.gaps().isEmpty()
        && propagation.seesAllDependencies(health.entity())
        && propagation.unseenDependencies(health).isEmpty()
        && propagation.explanation(health).isEmpty();
  }

  private static Optional<Reason> event(CauseContext context, Kind kind) {
    return context
        .event(kind)
        .map(seen -> new Reason(ReasonTexts.event(seen), SAID_BY_EVENT, List.of(seen.claim())));
  }

  private static Optional<Reason> errors(CauseContext context, Kind kind) {
    return context
        .newErrors()
        .speakingFor(kind)
        .map(
            log ->
                new Reason(
                    "its errors say so: " + log.signature(), SAID_BY_ERRORS, List.of(log.claim())));
  }

  private Optional<Cause> scored(CauseContext context, Kind kind, List<Reason> own) {
    return scored(context.health(), kind, commonReasons(context.health()), own);
  }

  private static Optional<Cause> scored(
      EntityHealth health, Kind kind, List<Reason> common, List<Reason> own) {
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(
            cause(
                health.entity(),
                kind,
                null,
                Stream.concat(common.stream(), own.stream()).toList()));
  }

  private List<Reason> commonReasons(EntityHealth health) {
    return commonReasons.reasons(health);
  }

  private static String operationText(Evidence.ChangeSeen seen) {
    return "a " + seen.change().action() + " came at " + ReasonTexts.time(seen.change().at());
  }

  private static Cause cause(
      EntityId entity, Kind kind, @Nullable Change release, List<Reason> reasons) {
    int score = reasons.stream().mapToInt(Reason::points).sum();
    return release == null
        ? new Cause(entity, kind, null, null, score, reasons)
        : new Cause(entity, kind, release.reference(), release.toVersion(), score, reasons);
  }
}
