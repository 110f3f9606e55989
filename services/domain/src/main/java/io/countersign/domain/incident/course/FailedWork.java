package io.countersign.domain.incident.course;

import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.WorkFailure;
import io.countersign.domain.incident.course.IncidentStep.Escalate;
import io.countersign.domain.incident.course.IncidentStep.NoteFailure;
import io.countersign.domain.incident.course.IncidentStep.Settle;
import io.countersign.domain.incident.course.IncidentStep.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The consequence of work that failed: tried again within bounds and with back-off, then handed to
 * a person.
 *
 * @param lasting whether waiting can't help, since the reason is with us
 */
record FailedWork(
    Incident.Open incident,
    IncidentWork work,
    String reason,
    boolean lasting,
    Instant now,
    IncidentCourseSettings settings) {
  /** Doubling goes on no longer than it makes a difference. */
  private static final int DOUBLINGS = 20;

  IncidentStep step() {
    var again = nextAt();
    return new NoteFailure(work, reason, again, forAPerson() ? called() : waiting());
  }

  private IncidentStep waiting() {
    return new Settle(now.plus(backOff()), reason);
  }

  private IncidentStep called() {
    var wait = new Wait(now.plus(settings.waiting()), "a person was called");
    var findings = incident.findings();
    return findings.escalated() || toldAlready()
        ? wait
        : new Escalate(findings.number(), account(), wait);
  }

  /** A further diagnosis that fails for the same reason is no news for whoever was called. */
  private boolean toldAlready() {
    var before = before();
    return before != null
        && before.nextAt() == null
        && before.reason().equals(reason)
        && incident.findings().escalatedFor() >= 0;
  }

  private String account() {
    var what = work.name().toLowerCase(Locale.ROOT);
    return what + " failed " + (failures() + 1) + " times since " + since() + ": " + reason;
  }

  /** For another remedy a person is needed; whatever else is tried on and on, but seldom. */
  private @Nullable Instant nextAt() {
    if (!forAPerson()) {
      return now.plus(backOff());
    }
    return work == IncidentWork.RECOMMENDATION ? null : now.plus(settings.waiting());
  }

  private boolean forAPerson() {
    return !now.isBefore(since().plus(settings.handOver()))
        || (lasting && alike() + 1 >= settings.alike());
  }

  private Duration backOff() {
    var doubled = settings.targetAgain().multipliedBy(1L << Math.min(failures(), DOUBLINGS));
    var most = settings.targetAgainAtMost();
    return doubled.compareTo(most) < 0 ? doubled : most;
  }

  private @Nullable WorkFailure before() {
    return incident.failures().get(work);
  }

  private Instant since() {
    var before = before();
    return before == null ? now : before.since();
  }

  private int failures() {
    var before = before();
    return before == null ? 0 : before.failures();
  }

  private int alike() {
    var before = before();
    return before == null || !before.reason().equals(reason) ? 0 : before.alike();
  }
}
