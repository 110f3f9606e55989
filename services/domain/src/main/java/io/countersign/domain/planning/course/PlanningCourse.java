package io.countersign.domain.planning.course;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.planning.CauseOrder;
import io.countersign.domain.planning.course.PlanningStep.AskAround;
import io.countersign.domain.planning.course.PlanningStep.AskFor;
import io.countersign.domain.planning.course.PlanningStep.CallPerson;
import io.countersign.domain.planning.course.PlanningStep.Fail;
import io.countersign.domain.planning.course.PlanningStep.Leave;
import io.countersign.domain.planning.course.PlanningStep.Postpone;
import io.countersign.domain.planning.course.PlanningStep.Propose;
import io.countersign.domain.planning.course.PlanningStep.Rehearse;
import io.countersign.domain.planning.course.PlanningStep.Supersede;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The course of planning: from the last diagnosis to a proposal, to the one that stands, or to a
 * person.
 */
public final class PlanningCourse {
  /** Of causes that a person is told of. */
  private static final int MOST_CAUSES = 3;

  private PlanningCourse() {}

  /**
   * @param offers for the causes that were asked about so far, in their order
   */
  public static PlanningStep next(PlanningSituation situation, List<CauseOffer> offers) {
    var diagnosis = situation.incident().diagnosis();
    return diagnosis.isEmpty()
        ? new Leave("nothing was diagnosed yet")
        : next(situation, diagnosis.get(), offers);
  }

  private static PlanningStep next(
      PlanningSituation situation, Diagnosis diagnosis, List<CauseOffer> offers) {
    if (remedied(situation, diagnosis)) {
      return new Leave("a remedy is verified, and nothing was seen that says otherwise");
    }
    var causes =
        CauseOrder.order(
            diagnosis,
            situation.topology(),
            situation.thresholds(),
            situation.facts().remedies().anyInVain());
    if (causes.isEmpty()) {
      return unlessOneStands(situation, nothingSure(situation, diagnosis));
    }
    return mayGoOn(situation, diagnosis, causes.getFirst())
        ? new Leave("what is proposed already goes first")
        : among(situation, causes, offers);
  }

  /** A verified remedy is enough, unless what was seen since then says otherwise. */
  private static boolean remedied(PlanningSituation situation, Diagnosis diagnosis) {
    return situation.latest().filter(it -> it.stage() == FormerProposal.Stage.VERIFIED).isPresent()
        && (!situation.diagnosedSinceLatest() || diagnosis.findsNothingUnhealthy());
  }

  /** Of two causes one is treated after the other: a proposal isn't given up for the second. */
  private static boolean mayGoOn(PlanningSituation situation, Diagnosis diagnosis, Cause next) {
    return situation
        .standing()
        .filter(
            it ->
                CauseOrder.stillStands(
                    it.plan(), diagnosis, situation.thresholds(), next, situation.topology()))
        .isPresent();
  }

  private static PlanningStep among(
      PlanningSituation situation, List<Cause> causes, List<CauseOffer> offers) {
    var against = new ArrayList<String>();
    for (int i = 0; i < causes.size(); i++) {
      var cause = causes.get(i);
      if (i == offers.size()) {
        return new AskFor(cause, "the diagnosis blames " + named(cause));
      }
      switch (offers.get(i)) {
        case CauseOffer.Unanswered(var why) -> {
          return new Fail(why);
        }
        case CauseOffer.Nothing(var why) ->
            why.forEach(it -> against.add(named(cause) + ": " + it));
        case CauseOffer.Fitting fitting -> {
          return afterFormer(situation, fitting);
        }
      }
    }
    var why = "no runbook fits: " + String.join("; ", against) + situation.lessons();
    return unlessOneStands(situation, why);
  }

  private static PlanningStep afterFormer(PlanningSituation situation, CauseOffer.Fitting fitting) {
    var rehearse = new Rehearse(fitting.plan(), fitting.considered(), "it fits best");
    var latest = situation.latest();
    if (latest.isEmpty()) {
      return rehearse;
    }
    if (situation.keepsChanging()) {
      return new CallPerson("what would run was changed each time before it ran");
    }
    return switch (ProposalSuccession.judge(latest.get(), fitting.plan())) {
      case PROPOSE -> rehearse;
      case KEEP -> new Leave("the same remedy is proposed already");
      case WAIT -> new Postpone("another remedy is under way");
      case LEAVE_TO_A_PERSON ->
          new CallPerson(
              latest.get().stage() == FormerProposal.Stage.IN_DOUBT
                  ? "whether the last remedy took effect isn't known, and it may still do so"
                  : "the same remedy was turned down or didn't help before");
      case SUPERSEDE -> new Supersede(latest.get(), superseded(situation), rehearse);
    };
  }

  private static String superseded(PlanningSituation situation) {
    return "diagnosis " + situation.incident().findings().number() + " leads to another plan";
  }

  public static PlanningStep afterRehearsal(
      PlanningSituation situation, Rehearse rehearsed, RehearsalAnswer answer) {
    return switch (answer) {
      case RehearsalAnswer.Agreed(var plan) ->
          new Propose(
              situation.former().size() + 1, plan, rehearsed.considered(), rehearsed.reason());
      case RehearsalAnswer.NotNow(var why) -> new AskAround(rehearsed.plan(), why);
      case RehearsalAnswer.Refused(var why) -> new CallPerson("the dry run was refused: " + why);
    };
  }

  /**
   * Another executor's plan is better than none; where there is none, the first one's is waited
   * for.
   */
  public static PlanningStep afterAskingAround(
      PlanningSituation situation, AskAround asked, CauseOffer offer) {
    return offer instanceof CauseOffer.Fitting fitting
        ? afterFormer(situation, fitting)
        : new Fail(asked.reason());
  }

  private static PlanningStep unlessOneStands(PlanningSituation situation, String why) {
    return situation.standing().isPresent()
        ? new Leave("a remedy is proposed or under way")
        : new CallPerson(why);
  }

  private static String nothingSure(PlanningSituation situation, Diagnosis diagnosis) {
    var causes =
        diagnosis.causes().stream()
            .limit(MOST_CAUSES)
            .map(cause -> named(cause) + " (score " + cause.score() + ")")
            .collect(Collectors.joining(", "));
    return "the cause is unknown: no cause stands out"
        + (causes.isEmpty() ? "" : "; considered: " + causes)
        + situation.lessons();
  }

  private static String named(Cause cause) {
    return cause.kind() + " of " + cause.entity();
  }
}
