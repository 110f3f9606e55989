package io.countersign.domain.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.incident.Cause.Kind;
import io.countersign.domain.incident.Cause.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Weighs what an unhealthy entity may suffer from: each kind of cause that its signals allow. */
record CauseScoring(Evidence evidence, Propagation propagation, Thresholds thresholds) {
  private static final int PROMPT_RELEASE = 40;
  private static final int RECENT_RELEASE = 25;
  private static final int RELEASE_BUT_CREPT = -15;
  private static final int RELEASE_BUT_LOAD = -20;
  private static final int RELEASE_BUT_RIVAL = -40;
  private static final int LOAD = 30;
  private static final int GONE = 15;
  private static final int GONE_BY_HAND = 5;
  private static final int CREPT = 20;
  private static final int RESTARTED = 15;
  private static final int FULL = 15;
  private static final int OUTSIDE = 10;
  private static final int MEDDLED = -10;

  /** At least one. */
  List<Cause> causes(Health health) {
    var around = Circumstances.of(health, evidence, thresholds);
    var causes = new ArrayList<Cause>();
    around.release().ifPresent(suspect -> causes.add(release(around, suspect)));
    around.load().ifPresent(rise -> causes.add(load(health, rise)));
    if (health.gone()) {
      causes.add(death(around));
    } else if (around.load().isEmpty()) {
      exhaustion(around).ifPresent(causes::add);
    }
    return causes.isEmpty() ? List.of(unaccounted(around)) : causes;
  }

  private Cause release(Circumstances around, SuspectRelease suspect) {
    var change = suspect.seen().change();
    var reasons = standing(around.health());
    reasons.add(
        new Reason(
            suspect.text(),
            suspect.prompt() ? PROMPT_RELEASE : RECENT_RELEASE,
            List.of(suspect.seen().claim(), around.health().symptoms().getFirst().claim())));
    around
        .crept()
        .map(s -> new Reason("but it crept up", RELEASE_BUT_CREPT, List.of(s.claim())))
        .ifPresent(reasons::add);
    around
        .load()
        .map(r -> new Reason("but its load rose first", RELEASE_BUT_LOAD, List.of(r.claim())))
        .ifPresent(reasons::add);
    var unseen = propagation.unseenDependencies(around.health().entity());
    suspect
        .later(unseen, around.health(), evidence.changes(), thresholds)
        .map(CauseScoring::rival)
        .ifPresent(reasons::add);
    return cause(change.entity(), Kind.RELEASE, change, reasons);
  }

  private static Reason rival(Evidence.ChangeSeen other) {
    var change = other.change();
    var text =
        "but %s, whose failures nobody measures, was released after that, at %s"
            .formatted(change.entity().name(), Wording.time(change.at()));
    return new Reason(text, RELEASE_BUT_RIVAL, List.of(other.claim()));
  }

  private Cause load(Health health, LoadRise rise) {
    var reasons = new Standing(evidence, propagation).reasons(health, this::isPressed);
    reasons.add(new Reason(rise.text(), LOAD, List.of(rise.claim())));
    return cause(health.entity(), Kind.LOAD, null, reasons);
  }

  /** What had more load first and isn't full any more has only passed it on. */
  private boolean isPressed(Health dependency) {
    boolean full = dependency.symptom(Symptom.Kind.SATURATION).filter(Symptom::lasts).isPresent();
    return !full && LoadRise.find(dependency, thresholds).isPresent();
  }

  private Cause death(Circumstances around) {
    var health = around.health();
    var reasons = standing(health);
    if (around.release().isEmpty()) {
      var text = "it's gone rather than failing, and no release took it down";
      reasons.add(new Reason(text, GONE, health.claims()));
    }
    around
        .meddling()
        .map(seen -> new Reason(told(seen), GONE_BY_HAND, List.of(seen.claim())))
        .ifPresent(reasons::add);
    return cause(health.entity(), Kind.PROCESS_DEATH, null, reasons);
  }

  private Optional<Cause> exhaustion(Circumstances around) {
    var reasons = new ArrayList<Reason>();
    around
        .crept()
        .map(s -> new Reason("it crept up instead of coming at once", CREPT, List.of(s.claim())))
        .ifPresent(reasons::add);
    around
        .health()
        .symptom(Symptom.Kind.RESTARTS)
        .map(s -> new Reason("nobody restarted it", RESTARTED, List.of(s.claim())))
        .ifPresent(reasons::add);
    around
        .full()
        .filter(_ -> around.health().histories(Signal.RATE).findAny().isPresent())
        .map(s -> new Reason("it's full at its usual load", FULL, List.of(s.claim())))
        .ifPresent(reasons::add);
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    reasons.addAll(0, standing(around.health()));
    return Optional.of(cause(around.health().entity(), Kind.RESOURCE_EXHAUSTION, null, reasons));
  }

  /** With all around it seen to be well the cause lies outside the estate; else it's unknown. */
  private Cause unaccounted(Circumstances around) {
    var health = around.health();
    var reasons = standing(health);
    around
        .meddling()
        .map(seen -> new Reason("but " + told(seen), MEDDLED, List.of(seen.claim())))
        .ifPresent(reasons::add);
    boolean outside =
        health.failing()
            && around.meddling().isEmpty()
            && seenToBeAlone(health)
            && LoadRise.before(health, thresholds).isEmpty();
    if (outside) {
      var text = "it came at once, without a release, more load or an unhealthy dependency";
      reasons.add(new Reason(text, OUTSIDE, health.claims()));
    }
    return cause(health.entity(), outside ? Kind.EXTERNAL : Kind.UNKNOWN, null, reasons);
  }

  private boolean seenToBeAlone(Health health) {
    return evidence.gaps().isEmpty()
        && propagation.seesAllDependencies(health.entity())
        && propagation.explanation(health).isEmpty();
  }

  private List<Reason> standing(Health health) {
    return new Standing(evidence, propagation).reasons(health);
  }

  private static String told(Evidence.ChangeSeen seen) {
    return "a " + seen.change().action() + " came at " + Wording.time(seen.change().at());
  }

  private static Cause cause(
      EntityId entity, Kind kind, @Nullable Change release, List<Reason> reasons) {
    int score = reasons.stream().mapToInt(Reason::points).sum();
    return release == null
        ? new Cause(entity, kind, null, null, score, reasons)
        : new Cause(entity, kind, release.reference(), release.toVersion(), score, reasons);
  }
}
