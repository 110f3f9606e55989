package io.countersign.domain.incident.course;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.LATENCY;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static io.countersign.domain.testing.IncidentFixtures.diagnosis;

import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Opened;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.WorkFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A moment of an incident that was opened at {@code T0}: given what happened, its course says what
 * comes next. Remedies end at {@code T0} plus the seconds said.
 */
final class IncidentScene {
  static final IncidentCourse COURSE = new IncidentCourse(IncidentCourseSettings.DEFAULT);
  static final Duration STABILITY = Duration.ofSeconds(15);

  private Incident state = Incident.initial();
  private final List<IncidentRemedy> remedies = new ArrayList<>();
  private boolean firing = true;
  private Instant lastHeard = T0;
  private Instant diagnosedAt = Instant.EPOCH;
  private IncidentObservations seen = IncidentObservations.NONE;
  private Instant now = T0;

  /** Its first alert has just begun to fire. */
  static IncidentScene opened() {
    return new IncidentScene().with(new Opened(INCIDENT, ERRORS, "shop: errors", T0));
  }

  /** A cause stands out; the diagnosis was made 20 s after the alert. */
  static IncidentScene diagnosed() {
    return diagnosedAs(diagnosis(1, 1));
  }

  /** The same with another outcome. */
  static IncidentScene diagnosedAs(Diagnosis diagnosis) {
    var scene = opened().with(new DiagnosisMade(INCIDENT, diagnosis)).at(20);
    scene.diagnosedAt = after(20);
    return scene;
  }

  IncidentScene with(IncidentEvent event) {
    state = Incident.evolve(state, event);
    return this;
  }

  /** A person was called for the last diagnosis. */
  IncidentScene escalated() {
    return with(new IncidentEvent.Escalated(INCIDENT, open().findings().number(), "look at it"));
  }

  /** Another alert of the fault joined, and this is what was found then. */
  IncidentScene grown(Diagnosis found) {
    return with(new AlertAttached(INCIDENT, LATENCY, TIE, after(25)))
        .with(new DiagnosisMade(INCIDENT, found))
        .at(40);
  }

  IncidentScene silent() {
    return silentSince(0);
  }

  IncidentScene silentSince(int seconds) {
    firing = false;
    lastHeard = after(seconds);
    return this;
  }

  IncidentScene at(int seconds) {
    now = after(seconds);
    return this;
  }

  IncidentScene diagnosedAt(int seconds) {
    diagnosedAt = after(seconds);
    return this;
  }

  /** The latest of its remedies. */
  IncidentScene remedy(IncidentRemedy remedy) {
    remedies.addFirst(remedy);
    return this;
  }

  IncidentScene examined(Diagnosis diagnosis) {
    seen = seen.with(diagnosis);
    return this;
  }

  IncidentScene measured(ProbeReading... readings) {
    seen = seen.with(List.of(readings));
    return this;
  }

  IncidentScene at(Instant instant) {
    now = instant;
    return this;
  }

  Instant now() {
    return now;
  }

  /** What comes after there turned out to be no remedy. */
  IncidentStep unavailable(String why) {
    return COURSE.afterRecommendation(open(), facts(), new Recommendation.Unavailable(why), now);
  }

  /** What comes after looking for a remedy failed, which is recorded. */
  IncidentStep failed(Recommendation made) {
    return recorded(COURSE.afterRecommendation(open(), facts(), made, now));
  }

  /** The same after anything that waiting can't help. */
  IncidentStep failed(IncidentWork work, String reason) {
    return recorded(COURSE.afterFailure(open(), work, reason, true, now));
  }

  private IncidentStep recorded(IncidentStep step) {
    var note = (IncidentStep.NoteFailure) step;
    var before = open().failures().get(note.work());
    with(
        new IncidentEvent.WorkFailed(
            INCIDENT,
            note.work(),
            new WorkFailure(
                note.reason(),
                before == null ? 1 : before.failures() + 1,
                before == null ? 1 : before.alike() + 1,
                before == null ? now : before.since(),
                note.nextAt())));
    return note.then();
  }

  Incident.Open open() {
    return (Incident.Open) state;
  }

  IncidentCourseFacts facts() {
    return new IncidentCourseFacts(new RemedyHistory(remedies), firing, lastHeard, diagnosedAt);
  }

  IncidentStep begin() {
    return COURSE.begin(state, facts(), now);
  }

  IncidentStep afterDiagnosis() {
    return COURSE.afterDiagnosis(state, facts(), now);
  }

  IncidentStep watch() {
    return COURSE.watch(state, facts(), seen, now);
  }

  /** One that waits or runs. */
  static IncidentRemedy remedy(RemedyPhase phase) {
    return remedy(phase, null);
  }

  static IncidentRemedy ended(RemedyPhase phase, int seconds) {
    return remedy(phase, new IncidentRemedy.End(after(seconds), ""));
  }

  static IncidentRemedy ended(RemedyPhase phase, int seconds, String because) {
    return remedy(phase, new IncidentRemedy.End(after(seconds), because));
  }

  /** One that ended, of the diagnosis of this number. */
  static IncidentRemedy answering(int diagnosis, RemedyPhase phase) {
    var it = ended(phase, 50);
    return new IncidentRemedy(
        it.remediation(), diagnosis, it.terms(), phase, false, false, it.end());
  }

  private static IncidentRemedy remedy(RemedyPhase phase, IncidentRemedy.End end) {
    var terms = new IncidentRemedy.Terms(Set.of(ERRORS.entity()), STABILITY, true);
    return new IncidentRemedy("rem_1", 1, terms, phase, false, false, end);
  }

  /** One that somebody wanted stopped. */
  static IncidentRemedy stopped(IncidentRemedy it) {
    return new IncidentRemedy(
        it.remediation(), it.diagnosis(), it.terms(), it.phase(), true, it.refuted(), it.end());
  }

  /** One whose probes said that it didn't help, and that can't be undone by design. */
  static IncidentRemedy refutedForGood(IncidentRemedy it) {
    var terms = new IncidentRemedy.Terms(it.terms().targets(), it.terms().stability(), false);
    return new IncidentRemedy(
        it.remediation(), it.diagnosis(), terms, it.phase(), it.stopRequested(), true, it.end());
  }
}
