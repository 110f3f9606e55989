package io.countersign.server.planning;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.course.IncidentCourseFacts;
import io.countersign.domain.incident.course.Recommendation;
import io.countersign.domain.planning.course.CauseOffer;
import io.countersign.domain.planning.course.PlanningCourse;
import io.countersign.domain.planning.course.PlanningSituation;
import io.countersign.domain.planning.course.PlanningStep;
import io.countersign.domain.planning.course.PlanningStep.AskAround;
import io.countersign.domain.planning.course.PlanningStep.AskFor;
import io.countersign.domain.planning.course.PlanningStep.CallPerson;
import io.countersign.domain.planning.course.PlanningStep.Fail;
import io.countersign.domain.planning.course.PlanningStep.Leave;
import io.countersign.domain.planning.course.PlanningStep.Postpone;
import io.countersign.domain.planning.course.PlanningStep.Propose;
import io.countersign.domain.planning.course.PlanningStep.Rehearse;
import io.countersign.domain.planning.course.PlanningStep.Supersede;
import io.countersign.server.incident.IncidentRemedies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The planner of remedies: asks and proposes what the {@link PlanningCourse} wants. */
@Component
final class RemedyPlanner implements IncidentRemedies {
  private final PlanPreparation preparation;
  private final Proposals proposals;
  private final Thresholds thresholds;

  RemedyPlanner(PlanPreparation preparation, Proposals proposals, Thresholds thresholds) {
    this.preparation = preparation;
    this.proposals = proposals;
    this.thresholds = thresholds;
  }

  @Override
  public Recommendation recommend(Incident.Open incident, IncidentCourseFacts facts) {
    var situation =
        new PlanningSituation(
            incident, facts, proposals.of(incident.id()), preparation.topology(), thresholds);
    return new Planning(situation).toItsEnd();
  }

  @Override
  public List<Probe> probes(String remediation) {
    return proposals.find(remediation).map(it -> it.plan().probes()).orElse(List.of());
  }

  @Override
  public void withdraw(IncidentId incident, String remediation, String because) {
    proposals.find(remediation).ifPresent(it -> proposals.dismiss(it, because));
  }

  /** The planning for one diagnosis, and what was offered so far. */
  private final class Planning {
    private final PlanningSituation situation;
    private final List<CauseOffer> offers = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();
    private @Nullable Cause asked;

    Planning(PlanningSituation situation) {
      this.situation = situation;
    }

    Recommendation toItsEnd() {
      var step = next();
      while (true) {
        switch (step) {
          case Leave(var reason) -> {
            return new Recommendation.Settled(reason);
          }
          case Postpone(var reason) -> {
            return new Recommendation.Postponed(reason);
          }
          case Fail(var reason) -> {
            return new Recommendation.Failed(reason);
          }
          case CallPerson(var reason) -> {
            return new Recommendation.Unavailable(reason);
          }
          case Propose proposal -> {
            return propose(proposal);
          }
          case AskFor(var cause, _) -> {
            asked = cause;
            offers.add(offer(cause));
            step = next();
          }
          case AskAround around -> {
            silent.add(around.unanswered().steps().getFirst().executor());
            step =
                PlanningCourse.afterAskingAround(
                    situation, around, offer(Objects.requireNonNull(asked)));
          }
          case Supersede(var standing, var reason, var then) -> {
            proposals.supersede(standing, reason);
            step = then;
          }
          case Rehearse rehearse ->
              step =
                  PlanningCourse.afterRehearsal(
                      situation, rehearse, preparation.rehearse(rehearse.plan()));
        }
      }
    }

    private CauseOffer offer(Cause cause) {
      return preparation.offer(situation.incident(), cause, situation.failed(), silent);
    }

    private PlanningStep next() {
      return PlanningCourse.next(situation, offers);
    }

    private Recommendation propose(Propose proposal) {
      return proposals
          .propose(situation.incident().findings().number(), proposal)
          .map(Planning::refused)
          .orElseGet(() -> new Recommendation.Settled(proposal.reason()));
    }

    /** What is refused here would be refused again: nobody but a person gets any further. */
    private static Recommendation refused(RefusalCode code) {
      return code == RefusalCode.INCIDENT_CLOSED
          ? new Recommendation.Settled("the incident was closed meanwhile")
          : new Recommendation.Unavailable("the proposal was refused: " + code);
    }
  }
}
