package io.countersign.domain.planning.course;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.back;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Opened;
import io.countersign.domain.incident.course.IncidentCourseFacts;
import io.countersign.domain.incident.course.IncidentRemedy;
import io.countersign.domain.incident.course.RemedyHistory;
import io.countersign.domain.incident.course.RemedyPhase;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.course.FormerProposal.Stage;
import io.countersign.domain.planning.course.PlanningStep.AskAround;
import io.countersign.domain.planning.course.PlanningStep.AskFor;
import io.countersign.domain.planning.course.PlanningStep.CallPerson;
import io.countersign.domain.planning.course.PlanningStep.Fail;
import io.countersign.domain.planning.course.PlanningStep.Leave;
import io.countersign.domain.planning.course.PlanningStep.Postpone;
import io.countersign.domain.planning.course.PlanningStep.Propose;
import io.countersign.domain.planning.course.PlanningStep.Rehearse;
import io.countersign.domain.planning.course.PlanningStep.Supersede;
import io.countersign.domain.testing.Estate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each branch of planning: given a diagnosis and what was proposed before, this comes next. */
class PlanningCourseTest {
  private static final EntityId SEARCH = EntityId.service("rig", "search");
  private static final Cause RELEASE = cause(CHECKOUT, Kind.RELEASE, 80);
  private static final Cause LOAD = cause(SEARCH, Kind.LOAD, 60);
  private static final Diagnosis DECIDED = diagnosis(true, RELEASE, LOAD);
  private static final Diagnosis UNDECIDED = diagnosis(false, RELEASE, LOAD);
  private static final Diagnosis HEALTHY = diagnosis(false, cause(SEARCH, Kind.UNKNOWN, 0));

  private static final Plan PLAN = plan();
  private static final Plan OTHER = plan(back(), List.of());
  private static final CauseOffer FITS =
      new CauseOffer.Fitting(PLAN, ConsideredAlternatives.NOTHING);
  private static final Rehearse REHEARSE =
      new Rehearse(PLAN, ConsideredAlternatives.NOTHING, "it fits best");

  @Test
  void runbooksAreAskedAboutTheCauseThatStandsOut() {
    assertThat(next(given(DECIDED)))
        .isEqualTo(new AskFor(RELEASE, "the diagnosis blames RELEASE of service/rig/checkout-api"));
    assertThat(next(given(DECIDED), FITS)).isEqualTo(REHEARSE);
  }

  @Test
  void withoutADiagnosisNothingIsPlanned() {
    assertThat(next(given(null))).isEqualTo(new Leave("nothing was diagnosed yet"));
  }

  @Test
  void whereNothingIsSureAPersonIsToldWhatWasConsideredAndLearnt() {
    assertThat(next(given(UNDECIDED)))
        .isEqualTo(
            new CallPerson(
                "the cause is unknown: no cause stands out; considered: RELEASE of"
                    + " service/rig/checkout-api (score 80), LOAD of service/rig/search (score"
                    + " 60)"));
    assertThat(next(given(diagnosis(false), former(Stage.DENIED, PLAN))))
        .isEqualTo(
            new CallPerson(
                "the cause is unknown: no cause stands out; roll-back-a-release of"
                    + " service/rig/checkout-api was denied"));
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "UNDER_WAY"})
  void whatStandsGoesOnWhereNothingIsSureOrNothingFits(Stage stage) {
    var leave = new Leave("a remedy is proposed or under way");
    assertThat(next(given(UNDECIDED, former(stage, PLAN)))).isEqualTo(leave);
    assertThat(next(given(DECIDED, former(stage, PLAN)), new CauseOffer.Nothing(List.of("no"))))
        .isEqualTo(leave);
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "UNDER_WAY"})
  void aProposalIsNotGivenUpForACauseThatComesSecond(Stage stage) {
    var standing = former(stage, answering("RELEASE of service/rig/checkout-api"));
    var first = cause(SEARCH, Kind.LOAD, 85);
    assertThat(next(given(diagnosis(true, first, RELEASE), standing)))
        .isEqualTo(new Leave("what is proposed already goes first"));
    assertThat(next(given(diagnosis(true, first), standing))).isInstanceOf(AskFor.class);
  }

  @Test
  void anExecutorThatCannotBeAskedPutsItOff() {
    assertThat(next(given(DECIDED), new CauseOffer.Unanswered("rig doesn't answer")))
        .isEqualTo(new Fail("rig doesn't answer"));
  }

  @Test
  void whereNothingFitsAPersonIsToldWhyNotAndWhatWasLearnt() {
    var nothing = new CauseOffer.Nothing(List.of("restart: not down", "scale: no load"));
    var lone = diagnosis(true, RELEASE);
    assertThat(next(given(lone, former(Stage.FAILED, PLAN)), nothing))
        .isEqualTo(
            new CallPerson(
                "no runbook fits: RELEASE of service/rig/checkout-api: restart: not down; RELEASE"
                    + " of service/rig/checkout-api: scale: no load; roll-back-a-release of"
                    + " service/rig/checkout-api didn't help: error-ratio stayed at 0.6"));
  }

  @Test
  void whileAnEffectIsInDoubtNothingElseIsProposed() {
    for (var plan : List.of(PLAN, OTHER)) {
      assertThat(next(given(DECIDED, former(Stage.IN_DOUBT, plan)), FITS))
          .isEqualTo(
              new CallPerson(
                  "whether the last remedy took effect isn't known, and it may still do so"));
    }
  }

  @Test
  void afterARemedyInVainTheNextCausesAreAskedAboutAsWell() {
    var inVain = given(DECIDED, former(Stage.FAILED, OTHER));
    var nothing = new CauseOffer.Nothing(List.of("no"));
    assertThat(next(inVain, nothing)).isInstanceOf(AskFor.class);
    assertThat(next(inVain, nothing, FITS)).isEqualTo(REHEARSE);
    assertThat(next(given(DECIDED), nothing)).isInstanceOf(CallPerson.class);
  }

  @Test
  void aVerifiedRemedyIsEnoughUnlessWhatWasSeenSinceSaysOtherwise() {
    var verified = former(Stage.VERIFIED, PLAN);
    var leave = new Leave("a remedy is verified, and nothing was seen that says otherwise");
    assertThat(next(given(DECIDED, after(60), verified))).isEqualTo(leave);
    assertThat(next(given(HEALTHY, after(61), verified))).isEqualTo(leave);
    assertThat(next(given(DECIDED, after(61), verified))).isInstanceOf(AskFor.class);
  }

  // What was proposed before

  @Test
  void theSameRemedyStaysAndAnotherTakesItsPlaceUntilItHasBegun() {
    assertThat(next(given(DECIDED, former(Stage.PENDING, PLAN)), FITS))
        .isEqualTo(new Leave("the same remedy is proposed already"));
    var other = former(Stage.PENDING, OTHER);
    assertThat(next(given(DECIDED, other), FITS))
        .isEqualTo(new Supersede(other, "diagnosis 1 leads to another plan", REHEARSE));
    assertThat(next(given(DECIDED, former(Stage.UNDER_WAY, OTHER)), FITS))
        .isEqualTo(new Postpone("another remedy is under way"));
    assertThat(next(given(DECIDED, former(Stage.UNDER_WAY, PLAN)), FITS))
        .isEqualTo(new Leave("the same remedy is proposed already"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DENIED", "EXPIRED", "FORBIDDEN", "FAILED"})
  void whatWasTurnedDownOrDidNotHelpIsNotTriedAgainByItself(Stage stage) {
    assertThat(next(given(DECIDED, former(stage, PLAN)), FITS))
        .isEqualTo(new CallPerson("the same remedy was turned down or didn't help before"));
    assertThat(next(given(DECIDED, former(stage, OTHER)), FITS)).isEqualTo(REHEARSE);
  }

  @Test
  void whatWasOnlyOvertakenMayBeProposedAgain() {
    assertThat(next(given(DECIDED, former(Stage.OVERTAKEN, PLAN)), FITS)).isEqualTo(REHEARSE);
    assertThat(next(given(DECIDED, former(Stage.ALTERED, PLAN)), FITS)).isEqualTo(REHEARSE);
  }

  // What the executor says

  @Test
  void whatIsChangedEachTimeBeforeItRunsIsForAPerson() {
    var altered = former(Stage.ALTERED, PLAN);
    assertThat(next(given(DECIDED, altered, altered), FITS)).isEqualTo(REHEARSE);
    assertThat(next(given(DECIDED, altered, altered, altered), FITS))
        .isEqualTo(new CallPerson("what would run was changed each time before it ran"));
    assertThat(next(given(DECIDED, altered, altered, former(Stage.DENIED, OTHER), altered), FITS))
        .isEqualTo(REHEARSE);
  }

  @Test
  void whatTheExecutorAgreesToIsProposedWithItsWordsAsTheNextOfItsIncident() {
    var said = PLAN.withDryRun("would roll back");
    var situation = given(DECIDED, former(Stage.OVERTAKEN, PLAN), former(Stage.EXPIRED, OTHER));
    assertThat(rehearsed(situation, new RehearsalAnswer.Agreed(said)))
        .isEqualTo(new Propose(3, said, ConsideredAlternatives.NOTHING, "it fits best"));
  }

  @Test
  void whatItCannotSayNowIsPutOffAndWhatItRefusesIsForAPerson() {
    assertThat(rehearsed(given(DECIDED), new RehearsalAnswer.NotNow("it's busy")))
        .isEqualTo(new AskAround(REHEARSE.plan(), "it's busy"));
    assertThat(rehearsed(given(DECIDED), new RehearsalAnswer.Refused("REFUSED no")))
        .isEqualTo(new CallPerson("the dry run was refused: REFUSED no"));
  }

  @Test
  void whereAnotherExecutorCouldActItsPlanIsProposedAndElseTheFirstOneIsWaitedFor() {
    var asked = new AskAround(OTHER, "the host is unreachable");
    var nothing = new CauseOffer.Nothing(List.of("no executor is configured"));
    assertThat(PlanningCourse.afterAskingAround(given(DECIDED), asked, FITS)).isEqualTo(REHEARSE);
    for (var offer : List.of(nothing, new CauseOffer.Unanswered("it doesn't answer either"))) {
      assertThat(PlanningCourse.afterAskingAround(given(DECIDED), asked, offer))
          .isEqualTo(new Fail("the host is unreachable"));
    }
  }

  private static PlanningStep next(PlanningSituation situation, CauseOffer... offers) {
    return PlanningCourse.next(situation, List.of(offers));
  }

  private static PlanningStep rehearsed(PlanningSituation situation, RehearsalAnswer answer) {
    return PlanningCourse.afterRehearsal(situation, REHEARSE, answer);
  }

  private static PlanningSituation given(Diagnosis last, FormerProposal... newestFirst) {
    return given(last, after(30), newestFirst);
  }

  /** Remedies end 60 s after the alert. */
  private static PlanningSituation given(
      Diagnosis last, Instant diagnosedAt, FormerProposal... newestFirst) {
    var incident = Incident.evolve(Incident.initial(), new Opened(INCIDENT, ERRORS, "shop", T0));
    if (last != null) {
      incident = Incident.evolve(incident, new DiagnosisMade(INCIDENT, last));
    }
    var former = List.of(newestFirst);
    var remedies = former.stream().map(PlanningCourseTest::remedy).toList();
    return new PlanningSituation(
        (Incident.Open) incident,
        new IncidentCourseFacts(new RemedyHistory(remedies), true, T0, diagnosedAt),
        former,
        new Topology(List.of(), List.of()),
        Estate.THRESHOLDS);
  }

  private static IncidentRemedy remedy(FormerProposal proposal) {
    var terms = new IncidentRemedy.Terms(Set.of(CHECKOUT), Duration.ofSeconds(15), true);
    var phase =
        switch (proposal.stage()) {
          case PENDING -> RemedyPhase.WAITING;
          case UNDER_WAY -> RemedyPhase.RUNNING;
          case VERIFIED -> RemedyPhase.VERIFIED;
          case FAILED, IN_DOUBT -> RemedyPhase.ROLLED_BACK;
          case DENIED -> RemedyPhase.DENIED;
          case EXPIRED -> RemedyPhase.EXPIRED;
          case FORBIDDEN -> RemedyPhase.FORBIDDEN;
          case ALTERED, OVERTAKEN -> RemedyPhase.DRIFTED;
        };
    var end = proposal.open() ? null : new IncidentRemedy.End(after(60), "");
    return new IncidentRemedy(proposal.id(), 1, terms, phase, false, false, end);
  }

  private static FormerProposal former(Stage stage, Plan plan) {
    var measured = stage == Stage.FAILED || stage == Stage.VERIFIED;
    return new FormerProposal(
        "rem_0123456789abcdef", plan, stage, measured ? readings(false, true) : List.of());
  }

  private static Plan answering(String cause) {
    return new Plan(
        PLAN.incident(),
        PLAN.runbook(),
        PLAN.runbookDigest(),
        cause,
        PLAN.actionClass(),
        PLAN.targets(),
        PLAN.preconditions(),
        PLAN.affected(),
        PLAN.steps(),
        PLAN.rollback(),
        PLAN.probes(),
        PLAN.dryRun());
  }

  private static Diagnosis diagnosis(boolean decided, Cause... causes) {
    return new Diagnosis(1, 1, "rules/1", decided, List.of(causes), List.of(), List.of());
  }

  private static Cause cause(EntityId entity, Kind kind, int score) {
    return new Cause(entity, kind, null, null, score, List.of());
  }
}
