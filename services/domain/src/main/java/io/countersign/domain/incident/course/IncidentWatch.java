package io.countersign.domain.incident.course;

import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.diagnosis.VerifiedRemedies;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.QuietPeriod;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
          incident.findings().escalated() || facts.diagnosedSince(remedy)
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
        lookSoon("closing was refused"));
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
        ? lookUntil(facts.diagnosedAt(), settings.undecided(), "no cause stands out yet")
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
      return new Wait(
          endedAt(remedy).plus(settings.afterRemedy()),
          "what suffered needs a moment longer than what was mended");
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
        : lookUntil(
            endedAt(remedy),
            remedy.endedFor(now).compareTo(settings.unclear()) > 0
                ? settings.firingAfterRemedy()
                : settings.unclear(),
            "alerts fire after a remedy, maybe because they are late");
  }

  private Instant endedAt(IncidentRemedy remedy) {
    return now.minus(remedy.endedFor(now));
  }

  private boolean unclearForLong(Diagnosis examined, IncidentRemedy remedy) {
    return !examined.findsNothingUnhealthy()
        && remedy.endedFor(now).compareTo(settings.unclear()) > 0;
  }

  private IncidentStep recover() {
    if (facts.firing()) {
      return waitForOthers("alerts fire");
    }
    var readings = seen.readings();
    if (readings == null) {
      return new Measure(null, "no alert fires any more");
    }
    if (readings.isEmpty()) {
      return stayedResolved();
    }
    return ProbeReading.allHold(readings)
        ? new Recover(
            readings, null, "no alert fires and the probes hold", lookSoon("closing was refused"))
        : lookSoon("no alert fires, but the probes don't hold yet");
  }

  /** Without a probe only its alerts can tell that it's over. */
  private IncidentStep stayedResolved() {
    var joined = incident.joined().lastAt();
    var since = facts.lastHeard().isAfter(joined) ? facts.lastHeard() : joined;
    var over = since.plus(settings.stability());
    return now.isBefore(over)
        ? new Wait(over, "no alert fires, and nothing can be measured")
        : new Recover(
            List.of(),
            new QuietPeriod(since, Math.toIntExact(settings.stability().toSeconds())),
            "its alerts stayed resolved, and nothing can be measured",
            lookSoon("closing was refused"));
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

  /** Seldomer the longer it takes, and when the probes could have held since it fell silent. */
  private IncidentStep lookSoon(String reason) {
    var since = facts.lastHeard();
    var stable = since.plus(settings.stability());
    var most = settings.nearEndAtMost();
    return now.isBefore(stable)
        ? new Wait(next(since, settings.nearEnd(), most, stable), reason)
        : new Wait(next(stable, settings.nearEnd(), most, now.plus(most)), reason);
  }

  /** After half as long as it has taken so far, within bounds. */
  private Instant next(Instant since, Duration least, Duration most, Instant latest) {
    var half = Duration.between(since, now).dividedBy(2);
    var pause = half.compareTo(least) < 0 ? least : half.compareTo(most) > 0 ? most : half;
    var at = now.plus(pause);
    return at.isAfter(latest) && latest.isAfter(now) ? latest : at;
  }

  /** The same until some time is over, and then once more. */
  private IncidentStep lookUntil(Instant since, Duration over, String reason) {
    var end = since.plus(over);
    return new Wait(next(since, settings.targetAgain(), settings.waiting(), end), reason);
  }

  /** Each incident at a moment of its own in that time, so that many don't look all at once. */
  private IncidentStep waitForOthers(String reason) {
    long period = settings.waiting().toSeconds();
    long phase = Math.floorMod(incident.id().value().hashCode(), period);
    long left = period - Math.floorMod(now.getEpochSecond() - phase, period);
    return new Wait(now.plusSeconds(left), reason);
  }
}
