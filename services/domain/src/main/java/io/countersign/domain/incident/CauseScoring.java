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
final class CauseScoring {
  private final Evidence evidence;
  private final Propagation propagation;
  private final Thresholds thresholds;

  CauseScoring(Evidence evidence, Propagation propagation, Thresholds thresholds) {
    this.evidence = evidence;
    this.propagation = propagation;
    this.thresholds = thresholds;
  }

  /** At least one cause; sorted by nothing yet. */
  List<Cause> causes(Health health) {
    var release = SuspectRelease.find(health, evidence.topology(), evidence.changes(), thresholds);
    var load = LoadRise.find(health, thresholds).filter(_ -> full(health).isPresent());
    var causes = new ArrayList<Cause>();
    release.ifPresent(suspect -> causes.add(release(health, suspect, load)));
    load.ifPresent(rise -> causes.add(load(health, rise)));
    if (health.gone()) {
      causes.add(death(health));
    }
    exhaustion(health, load).ifPresent(causes::add);
    if (causes.isEmpty()) {
      causes.add(unaccounted(health));
    }
    return causes;
  }

  private Cause release(Health health, SuspectRelease suspect, Optional<LoadRise> load) {
    var change = suspect.seen().change();
    var claims = List.of(suspect.seen().claim(), health.symptoms().getFirst().claim());
    var reasons = place(health);
    reasons.add(new Reason(text(change, suspect), suspect.prompt() ? 40 : 25, claims));
    if (gradual(health).isPresent()) {
      reasons.add(new Reason("but the fault crept up instead of coming at once", -15, claims));
    }
    load.ifPresent(
        rise ->
            reasons.add(
                new Reason("but its load rose before it failed", -20, List.of(rise.claim()))));
    return cause(change.entity(), Kind.RELEASE, change, reasons);
  }

  private static String text(Change change, SuspectRelease suspect) {
    return "%s of %s to %s at %s%s: %d s before the fault began"
        .formatted(
            change.action(),
            change.entity().name(),
            change.toVersion(),
            Wording.time(change.at()),
            change.reference() == null ? "" : " (" + change.reference() + ")",
            Math.max(0, suspect.lead().toSeconds()));
  }

  private Cause load(Health health, LoadRise rise) {
    var reasons = place(health);
    var saturation = full(health).orElseThrow();
    reasons.add(
        new Reason(
            "%s times its usual %s requests a second since %s, more than it can take"
                .formatted(
                    Wording.number(rise.factor()),
                    Wording.number(rise.usual()),
                    Wording.time(rise.since())),
            30,
            List.of(rise.claim(), saturation.claim())));
    return cause(health.entity(), Kind.LOAD, null, reasons);
  }

  private Cause death(Health health) {
    var reasons = place(health);
    var meddling = SuspectRelease.meddling(health, evidence.changes(), thresholds);
    var text = "it's gone rather than failing, and no release took it down";
    var release = SuspectRelease.find(health, evidence.topology(), evidence.changes(), thresholds);
    if (release.isEmpty()) {
      reasons.add(new Reason(text, 15, health.claims()));
    }
    meddling.ifPresent(
        seen ->
            reasons.add(
                new Reason(
                    "%s at %s was no release"
                        .formatted(seen.change().action(), Wording.time(seen.change().at())),
                    5,
                    List.of(seen.claim()))));
    return cause(health.entity(), Kind.PROCESS_DEATH, null, reasons);
  }

  private Optional<Cause> exhaustion(Health health, Optional<LoadRise> load) {
    var reasons = place(health);
    int place = reasons.size();
    if (load.isPresent() || health.gone()) {
      return Optional.empty();
    }
    gradual(health).ifPresent(s -> reasons.add(new Reason("it crept up", 20, List.of(s.claim()))));
    health
        .symptom(Symptom.Kind.RESTARTS)
        .ifPresent(s -> reasons.add(new Reason("nobody restarted it", 15, List.of(s.claim()))));
    full(health)
        .ifPresent(s -> reasons.add(new Reason("full at its usual load", 15, List.of(s.claim()))));
    return reasons.size() == place
        ? Optional.empty()
        : Optional.of(cause(health.entity(), Kind.RESOURCE_EXHAUSTION, null, reasons));
  }

  /** Abrupt, with all around it seen to be well: the cause lies outside the estate, or unseen. */
  private Cause unaccounted(Health health) {
    var reasons = place(health);
    var meddling = SuspectRelease.meddling(health, evidence.changes(), thresholds);
    meddling.ifPresent(
        seen ->
            reasons.add(
                new Reason(
                    seen.change().action() + " shortly before may have to do with it",
                    -10,
                    List.of(seen.claim()))));
    boolean seenAll = evidence.gaps().isEmpty() && propagation.seesAllDependencies(health.entity());
    boolean outside =
        health.failing()
            && seenAll
            && meddling.isEmpty()
            && propagation.explanation(health).isEmpty();
    if (outside) {
      var text = "it came at once, without a release, more load or an unhealthy dependency";
      reasons.add(new Reason(text, 10, health.claims()));
    }
    return cause(health.entity(), outside ? Kind.EXTERNAL : Kind.UNKNOWN, null, reasons);
  }

  /** How unhealthy it is and where it stands: what every kind of cause has in common. */
  private List<Reason> place(Health health) {
    var reasons = new ArrayList<Reason>();
    var main = health.symptoms().getFirst();
    health
        .symptoms()
        .forEach(s -> reasons.add(new Reason(s.text(), points(s, main), List.of(s.claim()))));
    reasons.add(position(health));
    var above = propagation.explainedBy(health.entity());
    if (!above.isEmpty()) {
      var names = String.join(", ", above.stream().map(EntityId::name).toList());
      reasons.add(new Reason("explains " + names, Math.min(15, 5 * above.size()), health.claims()));
    }
    if (!evidence.gaps().isEmpty()) {
      var text = "judged without what did not answer: " + String.join("; ", evidence.gaps());
      reasons.add(new Reason(text, -10, health.claims()));
    }
    return reasons;
  }

  private Reason position(Health health) {
    var explanation = propagation.explanation(health);
    if (explanation.isPresent()) {
      var below = explanation.get();
      var claims = new ArrayList<>(health.claims());
      claims.addAll(below.claims());
      var text = "but " + below.entity().name() + ", which it depends on, fails too";
      return new Reason(text, -40, claims.stream().distinct().toList());
    }
    var claims = new ArrayList<>(health.claims());
    propagation.measuredDependencies(health.entity()).forEach(d -> claims.addAll(d.claims()));
    var text = "nothing that it depends on is known to have failed before it";
    return new Reason(text, 20, claims.stream().distinct().toList());
  }

  private static int points(Symptom symptom, Symptom main) {
    return symptom.equals(main) ? symptom.kind().points() : 5;
  }

  private static Optional<Symptom> gradual(Health health) {
    return health.symptoms().stream()
        .filter(symptom -> symptom.gradual() && symptom.kind().fails())
        .findFirst();
  }

  private static Optional<Symptom> full(Health health) {
    return health.symptom(Symptom.Kind.SATURATION);
  }

  private static Cause cause(
      EntityId entity, Kind kind, @Nullable Change change, List<Reason> reasons) {
    int score = reasons.stream().mapToInt(Reason::points).sum();
    return change == null
        ? new Cause(entity, kind, null, null, score, reasons)
        : new Cause(entity, kind, change.reference(), change.toVersion(), score, reasons);
  }
}
