package io.countersign.server.incident;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
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
import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.incident.IncidentProgress;
import io.countersign.workflows.incident.IncidentProgress.Phase;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
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

  IncidentActivitiesImpl(
      Ledger ledger,
      IncidentCourseReader reader,
      InstantSource clock,
      IncidentCourse course,
      IncidentExaminer examiner,
      IncidentRemedies remedies,
      IncidentWatcher watcher) {
    this.ledger = ledger;
    this.reader = reader;
    this.clock = clock;
    this.course = course;
    this.examiner = examiner;
    this.remedies = remedies;
    this.watcher = watcher;
  }

  @Override
  public IncidentProgress progress(String incident) {
    return progress(incident, begin(state(incident)));
  }

  @Override
  public IncidentProgress diagnose(String incident) {
    if (!(state(incident) instanceof Incident.Open open && IncidentCourse.undiagnosed(open))) {
      return progress(incident);
    }
    var scope = course.diagnose(facts(open)).scope();
    examiner.record(open, examiner.examine(open, scope));
    var state = state(incident);
    return progress(incident, course.afterDiagnosis(state, facts(state), clock.instant()));
  }

  @Override
  public IncidentProgress recommend(String incident) {
    if (!(state(incident) instanceof Incident.Open open) || IncidentCourse.undiagnosed(open)) {
      return progress(incident);
    }
    var facts = facts(open);
    var made = remedies.recommend(open, facts);
    var _ = watcher.perform(open, facts, course.afterRecommendation(open, made));
    var turn = watched(incident);
    return progress(
        incident,
        made instanceof Recommendation.Postponed postponed
            ? course.recommendAgain(turn, postponed, clock.instant())
            : turn);
  }

  @Override
  public IncidentProgress watch(String incident) {
    return progress(incident, watched(incident));
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
    return state instanceof Incident.Open open
        ? reader.facts(open.id(), open.alerts())
        : IncidentCourseFacts.NONE;
  }

  private IncidentProgress progress(String incident, Turn turn) {
    LOG.debug("{}: {} since {}", incident, turn.getClass().getSimpleName(), turn.reason());
    return switch (turn) {
      case Settle(var until, _) -> phase(Phase.SETTLING, until);
      case Diagnose _ -> phase(Phase.DIAGNOSING, null);
      case Recommend _ -> phase(Phase.RECOMMENDING, null);
      case Watch _ -> phase(Phase.WATCHING, clock.instant());
      case Wait(var until, _) -> phase(Phase.WATCHING, until);
      case Over _ -> phase(Phase.CLOSED, null);
    };
  }

  private static IncidentProgress phase(Phase phase, @Nullable Instant due) {
    return new IncidentProgress(phase, due);
  }
}
