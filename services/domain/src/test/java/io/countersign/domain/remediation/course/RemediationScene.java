package io.countersign.domain.remediation.course;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.observed;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.ProbeMeasurements;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.WindowVerdict;
import io.countersign.domain.remediation.course.RemediationStep.Gated;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A moment of a remediation: given what happened, its course says what comes next. */
final class RemediationScene {
  static final RemediationCourse COURSE = new RemediationCourse(RemediationCourseSettings.DEFAULT);

  private final Remediation state;
  private final RemediationObservations seen;
  private final Instant now;

  private RemediationScene(Remediation state, RemediationObservations seen, Instant now) {
    this.state = state;
    this.seen = seen;
    this.now = now;
  }

  static RemediationScene given(List<RemediationEvent> history) {
    var state = history.stream().reduce(Remediation.initial(), Remediation::evolve, (a, _) -> a);
    return new RemediationScene(state, RemediationObservations.NONE, T0);
  }

  RemediationScene with(RemediationEvent event) {
    return new RemediationScene(Remediation.evolve(state, event), seen, now);
  }

  RemediationScene at(int seconds) {
    return at(after(seconds));
  }

  RemediationScene at(Instant instant) {
    return new RemediationScene(state, seen, instant);
  }

  RemediationScene read(TargetState target) {
    return read(observed(target));
  }

  RemediationScene read(ObservedTarget target) {
    return seen(seen.with(new TargetReading.Read(List.of(target))));
  }

  /** The calendars say so. */
  RemediationScene open() {
    return seen(seen.with(new WindowReading(new WindowVerdict(null, "", now))));
  }

  RemediationScene closed(RefusalCode code, @Nullable Instant opensAt) {
    return seen(seen.with(new WindowReading(new WindowVerdict(code, "it is closed", opensAt))));
  }

  /** What would run is what was approved. */
  RemediationScene bound() {
    var plan = ((Remediation.Known) state).dossier().planDigest();
    return seen(seen.with(new ContentReading.Read(plan)));
  }

  RemediationScene unbound() {
    return seen(seen.with(new ContentReading.Unreadable()));
  }

  RemediationScene unreadable() {
    return seen(seen.with(new TargetReading.Unreadable()));
  }

  /** Just now. */
  RemediationScene measured(List<ProbeReading> readings) {
    return seen(seen.with(new ProbeMeasurements(now, readings, null)));
  }

  /** Just now, with a value against one of them that is too young. */
  RemediationScene measured(List<ProbeReading> readings, Instant earliest) {
    return seen(seen.with(new ProbeMeasurements(now, readings, earliest)));
  }

  RemediationScene result(StepResult result) {
    return seen(seen.with(result));
  }

  private RemediationScene seen(RemediationObservations observations) {
    return new RemediationScene(state, observations, now);
  }

  RemediationTurn begin() {
    return COURSE.begin(state, now);
  }

  RemediationStep next() {
    return COURSE.next(state, seen, now);
  }

  /** After what comes next was accepted. */
  RemediationStep accepted() {
    return COURSE.afterAcceptance((Remediation.Known) state, (Gated) next(), now);
  }

  /** After what comes next was accepted, at a later moment. */
  RemediationStep acceptedAt(int seconds) {
    return COURSE.afterAcceptance((Remediation.Known) state, (Gated) next(), after(seconds));
  }

  RemediationStep refused(RefusalCode code) {
    return COURSE.afterRefusal((Remediation.Known) state, (Gated) next(), code, now);
  }
}
