package io.countersign.domain.incident.course;

import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.course.IncidentStep.Diagnose;
import io.countersign.domain.incident.course.IncidentStep.Escalate;
import io.countersign.domain.incident.course.IncidentStep.NoteProgress;
import io.countersign.domain.incident.course.IncidentStep.Over;
import io.countersign.domain.incident.course.IncidentStep.Recommend;
import io.countersign.domain.incident.course.IncidentStep.Settle;
import io.countersign.domain.incident.course.IncidentStep.Turn;
import io.countersign.domain.incident.course.IncidentStep.Watch;
import java.time.Instant;
import java.util.Optional;

/**
 * The course of an incident: which step comes next. It judges what is worth asking for; whether it
 * may be is the deciders' to say.
 */
public final class IncidentCourse {
  /** An escalation is read by people: what is longer is in the diagnosis. */
  private static final int LONGEST = 2000;

  private final IncidentCourseSettings settings;

  public IncidentCourse(IncidentCourseSettings settings) {
    this.settings = settings;
  }

  /** Where a turn begins that nothing is known of yet, such as after a restart. */
  public Turn begin(Incident state, IncidentCourseFacts facts, Instant now) {
    return switch (state) {
      case Incident.NotOpened _ -> new Over("there is no such incident");
      case Incident.Closed _ -> new Over("the incident is closed");
      case Incident.Open open -> begin(open, facts, now);
    };
  }

  private Turn begin(Incident.Open open, IncidentCourseFacts facts, Instant now) {
    var due = open.dueAt(settings.quiet(), settings.latest());
    if (due.isPresent()) {
      return due.get().isAfter(now)
          ? new Settle(due.get(), "more alerts may join")
          : notBefore(open, IncidentWork.DIAGNOSIS, now).orElseGet(() -> diagnose(facts));
    }
    var failing = notBefore(open, IncidentWork.WATCH, now);
    if (failing.isPresent()) {
      return failing.get();
    }
    if (open.findings().escalated()) {
      return new Watch("a person was called for the last diagnosis");
    }
    if (facts.remedies().answers(open.findings().number())) {
      return new Watch("a remedy answers the last diagnosis");
    }
    // Also where a person was called for the same cause: whether this one was followed up isn't
    // on record, and who was told the same isn't called again.
    return notBefore(open, IncidentWork.RECOMMENDATION, now)
        .orElseGet(() -> new Recommend("nothing came of the last diagnosis yet"));
  }

  /** What failed isn't tried again before its time, whatever wakes the loop. */
  private static Optional<Turn> notBefore(Incident.Open open, IncidentWork work, Instant now) {
    var failed = open.failures().get(work);
    return failed == null || failed.nextAt() == null || !failed.nextAt().isAfter(now)
        ? Optional.empty()
        : Optional.of(new Settle(failed.nextAt(), failed.reason()));
  }

  /**
   * After an attempt that failed.
   *
   * @param lasting whether waiting can't help, since the reason is with us
   */
  public IncidentStep afterFailure(
      Incident.Open open, IncidentWork work, String reason, boolean lasting, Instant now) {
    return new FailedWork(open, work, bounded(reason), lasting, now, settings).step();
  }

  /** After one that didn't. */
  public IncidentStep afterSuccess(Incident.Open open, IncidentWork work, IncidentStep then) {
    return open.failures().containsKey(work)
        ? new NoteProgress(work, "what failed before was done", then)
        : then;
  }

  /** Whether alerts joined since the last diagnosis. */
  public static boolean undiagnosed(Incident.Open open) {
    return open.findings().diagnosed() < open.revision();
  }

  /** Of the alerts there are now, whatever joins later. */
  public Diagnose diagnose(IncidentCourseFacts facts) {
    return new Diagnose(
        ExaminationScope.after(facts.remedies().remedied()),
        "alerts joined that no diagnosis has seen");
  }

  /** A fresh diagnosis is always followed up, whatever an earlier one led to. */
  public Turn afterDiagnosis(Incident state, IncidentCourseFacts facts, Instant now) {
    return begin(state, facts, now) instanceof Watch
        ? new Recommend("the diagnosis is fresh")
        : begin(state, facts, now);
  }

  public IncidentStep afterRecommendation(
      Incident.Open open, IncidentCourseFacts facts, Recommendation made, Instant now) {
    var work = IncidentWork.RECOMMENDATION;
    var watch = new Watch(made.reason());
    return switch (made) {
      case Recommendation.Settled _, Recommendation.Postponed _ -> afterSuccess(open, work, watch);
      case Recommendation.Failed(var why) -> afterFailure(open, work, why, false, now);
      case Recommendation.Unavailable(var why) ->
          afterSuccess(open, work, called(open, facts, bounded(why), watch));
    };
  }

  /** A further alert of the same fault is no news for whoever was called. */
  private static IncidentStep called(
      Incident.Open open, IncidentCourseFacts facts, String why, Watch watch) {
    var findings = open.findings();
    boolean remedyEnded = facts.remedies().answers(findings.number()) || facts.endedUnseen();
    return findings.toldAlready(why) && !remedyEnded
        ? watch
        : new Escalate(findings.number(), why, watch);
  }

  /** Where a recommendation was postponed: how the turn ends that would have ended otherwise. */
  public Turn recommendAgain(Turn otherwise, Recommendation.Postponed postponed, Instant now) {
    return otherwise instanceof Over
        ? otherwise
        : new Settle(now.plus(settings.targetAgainAtMost()), postponed.reason());
  }

  /** Whether it may be closed: a verified remedy, or a fault that went by itself. */
  public IncidentStep watch(
      Incident state, IncidentCourseFacts facts, IncidentObservations seen, Instant now) {
    return state instanceof Incident.Open open && !undiagnosed(open)
        ? new IncidentWatch(open, facts, seen, now, settings).next()
        : begin(state, facts, now);
  }

  private static String bounded(String reason) {
    return reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
  }
}
