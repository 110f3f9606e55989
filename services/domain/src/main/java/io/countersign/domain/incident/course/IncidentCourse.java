package io.countersign.domain.incident.course;

import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.course.IncidentStep.Diagnose;
import io.countersign.domain.incident.course.IncidentStep.Escalate;
import io.countersign.domain.incident.course.IncidentStep.Over;
import io.countersign.domain.incident.course.IncidentStep.Recommend;
import io.countersign.domain.incident.course.IncidentStep.Settle;
import io.countersign.domain.incident.course.IncidentStep.Turn;
import io.countersign.domain.incident.course.IncidentStep.Watch;
import java.time.Instant;

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
          : diagnose(facts);
    }
    if (open.findings().escalated()) {
      return new Watch("a person was called for the last diagnosis");
    }
    return facts.remedies().answers(open.findings().number())
        ? new Watch("a remedy answers the last diagnosis")
        : new Recommend("nothing came of the last diagnosis yet");
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

  public IncidentStep afterRecommendation(Incident.Open open, Recommendation made) {
    var watch = new Watch(made.reason());
    return switch (made) {
      case Recommendation.Settled _, Recommendation.Postponed _ -> watch;
      case Recommendation.Unavailable(var why) ->
          new Escalate(open.findings().number(), bounded(why), watch);
    };
  }

  /** Where a recommendation was postponed: how the turn ends that would have ended otherwise. */
  public Turn recommendAgain(Turn otherwise, Recommendation.Postponed postponed, Instant now) {
    return otherwise instanceof Over
        ? otherwise
        : new Settle(now.plus(settings.targetAgain()), postponed.reason());
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
