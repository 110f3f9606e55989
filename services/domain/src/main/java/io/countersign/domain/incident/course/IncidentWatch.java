package io.countersign.domain.incident.course;

import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.diagnosis.VerifiedRemedies;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.course.ExaminationScope.WhatRemains;
import io.countersign.domain.incident.course.IncidentStep.AdoptExamination;
import io.countersign.domain.incident.course.IncidentStep.Escalate;
import io.countersign.domain.incident.course.IncidentStep.Examine;
import io.countersign.domain.incident.course.IncidentStep.Measure;
import io.countersign.domain.incident.course.IncidentStep.Recommend;
import io.countersign.domain.incident.course.IncidentStep.Recover;
import io.countersign.domain.incident.course.IncidentStep.Resolve;
import io.countersign.domain.incident.course.IncidentStep.Wait;
import io.countersign.domain.incident.course.IncidentStep.Withdraw;
import java.time.Instant;

/** The watch over a diagnosed incident, by what became of its latest remedy. */
record IncidentWatch(
    Incident.Open incident,
    IncidentCourseFacts facts,
    IncidentObservations seen,
    Instant now,
    IncidentCourseSettings settings) {

  IncidentStep next() {
    return facts
        .remedies()
        .latest()
        .map(this::after)
        .orElseGet(() -> facts.firing() ? stillUndecided() : recover());
  }

  private IncidentStep after(IncidentRemedy remedy) {
    return switch (remedy.phase()) {
      case WAITING -> withdrawIfGone(remedy);
      case RUNNING -> waitForOthers("a remedy is under way");
      case VERIFIED -> facts.firing() ? stillFiring(remedy) : resolve(remedy);
      case ROLLED_BACK, ABANDONED -> afterFailure(remedy);
      case DENIED, EXPIRED, FORBIDDEN -> handOver(remedy);
      case DRIFTED ->
          incident.findings().escalated()
              ? recover()
              : new Recommend("what was planned isn't so any more");
      case NOT_NEEDED -> facts.firing() ? stillUnhealthy(remedy) : recover();
      case SUPERSEDED -> recover();
    };
  }

  /** By the plan's own probes as well: they ask about what was wrong, such as being slow. */
  private IncidentStep withdrawIfGone(IncidentRemedy remedy) {
    if (facts.firing()) {
      return waitForOthers("a remedy waits, and alerts fire");
    }
    var readings = seen.readings();
    if (readings == null) {
      return new Measure(remedy.remediation(), "the alerts are resolved while a remedy waits");
    }
    return ProbeReading.allHold(readings)
        ? new Withdraw(
            remedy.remediation(),
            "the alerts are resolved and the probes hold",
            lookSoon("the remedy was withdrawn"))
        : lookSoon("the alerts are resolved, but the probes don't hold yet");
  }

  private IncidentStep resolve(IncidentRemedy remedy) {
    return new Resolve(
        remedy.remediation(),
        "the remedy is verified and no alert fires",
        waitForOthers("closing was refused"));
  }

  /** What didn't help is looked at afresh at once: the next remedy may be known already. */
  private IncidentStep afterFailure(IncidentRemedy remedy) {
    if (!facts.firing() || !remedy.inVain() || facts.diagnosedSince(remedy)) {
      return handOver(remedy);
    }
    return seen.examined() == null
        ? examine(facts.remedies().remedied(), "the remedy didn't help")
        : adopt("the remedy didn't help");
  }

  private IncidentStep handOver(IncidentRemedy remedy) {
    return escalate(remedy.account(), recover());
  }

  /** A first look may come too early to tell: it's worth another one for a while. */
  private IncidentStep stillUndecided() {
    boolean unsure = incident.diagnosis().filter(it -> it.cause().isEmpty()).isPresent();
    if (!unsure || !now.isBefore(facts.diagnosedAt().plus(settings.undecided()))) {
      return waitForOthers("alerts fire, and a person has to look");
    }
    var examined = seen.examined();
    if (examined == null) {
      return examine(VerifiedRemedies.NOTHING, "no cause stood out, which may be different by now");
    }
    return examined.cause().isEmpty()
        ? waitForOthers("no cause stands out yet")
        : adopt("a cause stands out by now");
  }

  /** Alerts end a little after the fault; those that go on firing for minutes are for a person. */
  private IncidentStep stillFiring(IncidentRemedy remedy) {
    return remedy.endedFor(now).compareTo(settings.firingAfterRemedy()) > 0
        ? escalate(
            "the remedy was verified, but alerts of the incident still fire",
            waitForOthers("alerts fire on, and a person has to look"))
        : stillUnhealthy(remedy);
  }

  /**
   * Alerts that still fire may be late, or there is a second fault behind the first. The signals
   * tell: nothing unhealthy means to wait, a cause that stands out is treated at once, and what
   * stays unclear is for a person.
   */
  private IncidentStep stillUnhealthy(IncidentRemedy remedy) {
    if (remedy.endedFor(now).compareTo(settings.afterRemedy()) < 0) {
      return waitForOthers("what suffered needs a moment longer than what was mended");
    }
    if (facts.diagnosedSince(remedy) && incident.findings().escalated()) {
      return waitForOthers("alerts fire, and a person has to look");
    }
    var examined = seen.examined();
    if (examined == null) {
      return examine(facts.remedies().remedied(), "alerts fire after a remedy ended");
    }
    return unclearForLong(examined, remedy) || examined.cause().isPresent()
        ? adopt("alerts fire after a remedy, and not because they are late")
        : waitForOthers("alerts fire after a remedy, maybe because they are late");
  }

  private boolean unclearForLong(Diagnosis examined, IncidentRemedy remedy) {
    return !examined.findsNothingUnhealthy()
        && remedy.endedFor(now).compareTo(settings.unclear()) > 0;
  }

  /** Without a probe nothing can tell that it's over: a commander has to sign for it. */
  private IncidentStep recover() {
    if (facts.firing()) {
      return waitForOthers("alerts fire");
    }
    var readings = seen.readings();
    if (readings == null) {
      return new Measure(null, "no alert fires any more");
    }
    if (readings.isEmpty()) {
      return waitForOthers("nothing can be measured: a commander has to sign that it's over");
    }
    return ProbeReading.allHold(readings)
        ? new Recover(
            readings, "no alert fires and the probes hold", waitForOthers("closing was refused"))
        : lookSoon("no alert fires, but the probes don't hold yet");
  }

  private IncidentStep escalate(String reason, IncidentStep then) {
    return incident.findings().escalated()
        ? then
        : new Escalate(incident.findings().number(), reason, then);
  }

  private static IncidentStep examine(VerifiedRemedies after, String reason) {
    return new Examine(new WhatRemains(after), reason);
  }

  private static IncidentStep adopt(String reason) {
    return new AdoptExamination(reason, new Recommend(reason));
  }

  private IncidentStep lookSoon(String reason) {
    return new Wait(now.plus(settings.nearEnd()), reason);
  }

  private IncidentStep waitForOthers(String reason) {
    return new Wait(now.plus(settings.waiting()), reason);
  }
}
