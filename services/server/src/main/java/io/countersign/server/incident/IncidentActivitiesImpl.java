package io.countersign.server.incident;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.course.IncidentCourse;
import io.countersign.domain.incident.course.IncidentCourseFacts;
import io.countersign.domain.incident.course.IncidentStep.Diagnose;
import io.countersign.domain.incident.course.IncidentStep.Over;
import io.countersign.domain.incident.course.IncidentStep.Recommend;
import io.countersign.domain.incident.course.IncidentStep.Settle;
import io.countersign.domain.incident.course.IncidentStep.Turn;
import io.countersign.domain.incident.course.IncidentStep.Wait;
import io.countersign.domain.incident.course.IncidentStep.Watch;
import io.countersign.domain.incident.course.Recommendation;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentCourseReader;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.OpenLoops.Kind;
import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.incident.IncidentProgress;
import io.countersign.workflows.incident.IncidentProgress.Phase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The arms of the incident loop. Each one reads the ledger first and does what the incident's
 * {@link IncidentCourse} says.
 */
@Component
final class IncidentActivitiesImpl implements IncidentActivities {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentActivitiesImpl.class);

  private final Ledger ledger;
  private final IncidentCourseReader reader;
  private final InstantSource clock;
  private final IncidentCourse course;
  private final IncidentExaminer examiner;
  private final IncidentRemedies remedies;
  private final IncidentWatcher watcher;
  private final FailedWorkRecorder failures;
  private final OpenLoops loops;

  IncidentActivitiesImpl(
      Ledger ledger,
      IncidentCourseReader reader,
      InstantSource clock,
      IncidentCourse course,
      IncidentExaminer examiner,
      IncidentRemedies remedies,
      IncidentWatcher watcher,
      FailedWorkRecorder failures,
      OpenLoops loops) {
    this.ledger = ledger;
    this.reader = reader;
    this.clock = clock;
    this.course = course;
    this.examiner = examiner;
    this.remedies = remedies;
    this.watcher = watcher;
    this.failures = failures;
    this.loops = loops;
  }

  /** A loop that is begun anew waits for what it waited for: only a watch judges that afresh. */
  @Override
  public IncidentProgress progress(String incident) {
    var turn = begin(state(incident));
    return turn instanceof Watch && loops.waitsFor(Kind.INCIDENT, incident).isPresent()
        ? answer(incident, turn)
        : progress(incident, turn);
  }

  @Override
  public IncidentProgress diagnose(String incident) {
    return attempted(incident, IncidentWork.DIAGNOSIS, () -> diagnosed(incident));
  }

  private IncidentProgress diagnosed(String incident) {
    if (!(state(incident) instanceof Incident.Open open && IncidentCourse.undiagnosed(open))) {
      return progress(incident);
    }
    var scope = course.diagnose(facts(open)).scope();
    examiner.record(open, examiner.examine(open, scope));
    failures.succeeded(open.id(), IncidentWork.DIAGNOSIS);
    var state = state(incident);
    return progress(incident, course.afterDiagnosis(state, facts(state), clock.instant()));
  }

  @Override
  public IncidentProgress recommend(String incident) {
    return attempted(incident, IncidentWork.RECOMMENDATION, () -> recommended(incident));
  }

  private IncidentProgress recommended(String incident) {
    if (!(state(incident) instanceof Incident.Open open) || IncidentCourse.undiagnosed(open)) {
      return progress(incident);
    }
    var facts = facts(open);
    var made = remedies.recommend(open, facts);
    var next =
        watcher.perform(
            open, facts, course.afterRecommendation(open, facts, made, clock.instant()));
    return progress(
        incident,
        switch (made) {
          case Recommendation.Failed _ -> next;
          case Recommendation.Postponed postponed ->
              course.recommendAgain(watched(incident), postponed, clock.instant());
          case Recommendation.Settled _, Recommendation.Unavailable _ -> watched(incident);
        });
  }

  @Override
  public IncidentProgress watch(String incident) {
    return attempted(
        incident,
        IncidentWork.WATCH,
        () -> {
          var turn = watched(incident);
          failures.succeeded(new IncidentId(incident), IncidentWork.WATCH);
          return progress(incident, turn);
        });
  }

  private IncidentProgress attempted(
      String incident, IncidentWork work, Supplier<IncidentProgress> attempt) {
    try {
      return attempt.get();
    } catch (RuntimeException e) {
      return progress(incident, failures.threw(new IncidentId(incident), work, e));
    }
  }

  private Turn watched(String incident) {
    var state = state(incident);
    return state instanceof Incident.Open open && !IncidentCourse.undiagnosed(open)
        ? watcher.watch(open, facts(open))
        : begin(state);
  }

  private Turn begin(Incident state) {
    return course.begin(state, facts(state), clock.instant());
  }

  private Incident state(String incident) {
    return ledger.incident(new IncidentId(incident));
  }

  private IncidentCourseFacts facts(Incident state) {
    return state instanceof Incident.Open open ? reader.facts(open.id()) : IncidentCourseFacts.NONE;
  }

  private IncidentProgress progress(String incident, Turn turn) {
    LOG.debug("{}: {} since {}", incident, turn.getClass().getSimpleName(), turn.reason());
    loops.waits(Kind.INCIDENT, incident, turn.reason());
    return answer(incident, turn);
  }

  private IncidentProgress answer(String incident, Turn turn) {
    return switch (turn) {
      case Settle(var until, _) -> due(Phase.SETTLING, until);
      case Diagnose _ -> IncidentProgress.of(Phase.DIAGNOSING);
      case Recommend _ -> IncidentProgress.of(Phase.RECOMMENDING);
      case Watch _ -> due(Phase.WATCHING, due(incident));
      case Wait(var until, _) -> due(Phase.WATCHING, until);
      case Over _ -> IncidentProgress.of(Phase.CLOSED);
    };
  }

  /** A loop that was begun early looks when it would have anyway, unless something was recorded. */
  private Instant due(String incident) {
    return loops.dueAt(Kind.INCIDENT, incident).orElseGet(clock::instant);
  }

  /** How long it is until then is said by the clock that all of its course is judged by. */
  private IncidentProgress due(Phase phase, Instant at) {
    return IncidentProgress.dueAt(phase, at, clock.instant());
  }
}
