package io.countersign.domain.incident.course;

import static io.countersign.domain.incident.course.IncidentScene.COURSE;
import static io.countersign.domain.incident.course.IncidentScene.STABILITY;
import static io.countersign.domain.incident.course.IncidentScene.answering;
import static io.countersign.domain.incident.course.IncidentScene.diagnosed;
import static io.countersign.domain.incident.course.IncidentScene.ended;
import static io.countersign.domain.incident.course.IncidentScene.opened;
import static io.countersign.domain.incident.course.IncidentScene.remedy;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.LATENCY;
import static io.countersign.domain.testing.IncidentFixtures.OLDER;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static io.countersign.domain.testing.IncidentFixtures.claim;
import static io.countersign.domain.testing.IncidentFixtures.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.VerifiedRemedies;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Escalated;
import io.countersign.domain.incident.IncidentEvent.Merged;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.course.ExaminationScope.Everything;
import io.countersign.domain.incident.course.ExaminationScope.WhatRemains;
import io.countersign.domain.incident.course.IncidentStep.Diagnose;
import io.countersign.domain.incident.course.IncidentStep.Escalate;
import io.countersign.domain.incident.course.IncidentStep.NoteProgress;
import io.countersign.domain.incident.course.IncidentStep.Over;
import io.countersign.domain.incident.course.IncidentStep.Recommend;
import io.countersign.domain.incident.course.IncidentStep.Settle;
import io.countersign.domain.incident.course.IncidentStep.Wait;
import io.countersign.domain.incident.course.IncidentStep.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The turns of an incident's course: given a moment, this comes next, for this reason. */
class IncidentCourseTest {
  private static final VerifiedRemedies REMEDIED =
      new VerifiedRemedies(Set.of(ERRORS.entity()), after(45));

  // Where a turn begins

  @Test
  void untilAlertsHaveSettledNothingIsDiagnosed() {
    assertThat(opened().at(4).begin()).isEqualTo(new Settle(after(5), "more alerts may join"));
    assertThat(opened().with(new AlertAttached(INCIDENT, LATENCY, TIE, after(4))).at(5).begin())
        .isEqualTo(new Settle(after(9), "more alerts may join"));
  }

  @Test
  void thenItIsDiagnosedByAllThatWasSeen() {
    assertThat(opened().at(5).begin())
        .isEqualTo(new Diagnose(new Everything(), "alerts joined that no diagnosis has seen"));
  }

  @Test
  void anAlertThatJoinsAfterARemedyIsJudgedByWhatRemains() {
    var joined =
        diagnosed()
            .remedy(ended(RemedyPhase.VERIFIED, 60))
            .with(new AlertAttached(INCIDENT, LATENCY, TIE, after(70)))
            .at(90);
    assertThat(joined.begin())
        .isInstanceOfSatisfying(
            Diagnose.class, it -> assertThat(it.scope()).isEqualTo(new WhatRemains(REMEDIED)));
    assertThat(joined.watch()).isInstanceOf(Diagnose.class);
  }

  @Test
  void aDiagnosisThatLedToNothingIsFollowedUp() {
    assertThat(diagnosed().begin()).isInstanceOf(Recommend.class);
    assertThat(diagnosed().escalated().begin())
        .isEqualTo(new Watch("a person was called for the last diagnosis"));
    assertThat(diagnosed().remedy(remedy(RemedyPhase.WAITING)).begin())
        .isEqualTo(new Watch("a remedy answers the last diagnosis"));
  }

  @Test
  void aFreshDiagnosisIsFollowedUpWhateverTheEarlierOneLedTo() {
    assertThat(diagnosed().remedy(remedy(RemedyPhase.WAITING)).afterDiagnosis())
        .isEqualTo(new Recommend("the diagnosis is fresh"));
    assertThat(opened().at(1).afterDiagnosis()).isInstanceOf(Settle.class);
  }

  @Test
  void aClosedOrUnknownIncidentIsOver() {
    var closed = diagnosed().with(new Merged(INCIDENT, OLDER, TIE));
    assertThat(closed.begin()).isEqualTo(new Over("the incident is closed"));
    assertThat(closed.watch()).isEqualTo(new Over("the incident is closed"));
    assertThat(COURSE.begin(Incident.initial(), IncidentCourseFacts.NONE, Instant.EPOCH))
        .isEqualTo(new Over("there is no such incident"));
  }

  // What a recommendation leads to

  @Test
  void whatIsRecommendedIsWatched() {
    assertThat(
            COURSE.afterRecommendation(
                diagnosed().open(),
                IncidentCourseFacts.NONE,
                new Recommendation.Settled("it is proposed"),
                after(30)))
        .isEqualTo(new Watch("it is proposed"));
  }

  @Test
  void whereThereIsNoRemedyAPersonIsCalledInBoundedWords() {
    var made = new Recommendation.Unavailable("x".repeat(3000));
    assertThat(
            COURSE.afterRecommendation(
                diagnosed().open(), IncidentCourseFacts.NONE, made, after(30)))
        .isEqualTo(new Escalate(1, "x".repeat(2000), new Watch(made.reason())));
  }

  @Test
  void aFurtherAlertOfTheSameFaultIsNoNewsForWhoWasCalled() {
    var scene = diagnosed().with(new Escalated(INCIDENT, 1, "no runbook")).grown(diagnosis(2, 2));
    assertThat(scene.open().findings().escalated()).isFalse();
    assertThat(scene.begin()).as("after a server died").isInstanceOf(Recommend.class);
    assertThat(scene.unavailable("no runbook")).isEqualTo(new Watch("no runbook"));
    assertThat(scene.begin()).as("and after another did").isInstanceOf(Recommend.class);
    assertThat(scene.unavailable("no runbook")).isEqualTo(new Watch("no runbook"));
    assertThat(scene.unavailable("refused")).as("other words are").isEqualTo(escalate("refused"));
    var remedied = scene.remedy(answering(2, RemedyPhase.DENIED));
    assertThat(remedied.unavailable("no runbook"))
        .as("so is what follows a remedy")
        .isEqualTo(escalate("no runbook"));
  }

  @Test
  void whatFailsForTheSameCauseIsTriedAgainUntilAPersonIsCalledForThat() {
    var scene = diagnosed().with(new Escalated(INCIDENT, 1, "no runbook")).grown(diagnosis(2, 2));
    var failed = new Recommendation.Failed("the host is unreachable");
    for (int attempts = 1; !(scene.failed(failed) instanceof Escalate); attempts++) {
      assertThat(attempts).as("attempts").isLessThan(20);
      var next = scene.open().failures().get(IncidentWork.RECOMMENDATION).nextAt();
      assertThat(scene.begin()).isEqualTo(new Settle(next, "the host is unreachable"));
      assertThat(scene.at(next).begin()).isInstanceOf(Recommend.class);
    }
    assertThat(scene.escalated().begin())
        .isEqualTo(new Watch("a person was called for the last diagnosis"));
  }

  @Test
  void whatIsPostponedForTheSameCauseIsTriedAgain() {
    var scene = diagnosed().with(new Escalated(INCIDENT, 1, "no runbook")).grown(diagnosis(2, 2));
    var postponed = new Recommendation.Postponed("another one is under way");
    var step = COURSE.afterRecommendation(scene.open(), scene.facts(), postponed, scene.now());
    assertThat(step).isEqualTo(new Watch("another one is under way"));
    var turn = COURSE.recommendAgain(new Watch("on"), postponed, scene.now());
    assertThat(turn).isEqualTo(new Settle(after(100), "another one is under way"));
    assertThat(scene.at(100).begin()).isInstanceOf(Recommend.class);
  }

  @Test
  void whatDriftedBeforeADiagnosisOfTheSameCauseIsNotLookedForOnAndOn() {
    var scene = diagnosed().with(new Escalated(INCIDENT, 1, "no runbook"));
    scene.remedy(ended(RemedyPhase.DRIFTED, 22)).grown(diagnosis(2, 2)).diagnosedAt(40);
    assertThat(scene.unavailable("no runbook")).isEqualTo(new Watch("no runbook"));
    assertThat(scene.watch()).isInstanceOf(Wait.class);
  }

  @Test
  void whatDriftsAfterADiagnosisOfTheSameCauseIsNewsForWhoWasCalled() {
    var scene = diagnosed().with(new Escalated(INCIDENT, 1, "no runbook"));
    scene.grown(diagnosis(2, 2)).diagnosedAt(40).remedy(ended(RemedyPhase.DRIFTED, 50)).at(60);
    assertThat(scene.watch()).isInstanceOf(Recommend.class);
    assertThat(scene.unavailable("no runbook")).isEqualTo(escalate("no runbook"));
  }

  @Test
  void anotherCauseIsNews() {
    var reason = new Cause.Reason("it fails", 50, List.of("c1"));
    var load = new Cause(ERRORS.entity(), Cause.Kind.LOAD, null, null, 50, List.of(reason));
    var found = diagnosis(2, 2, List.of(load), List.of(claim("c1")));
    var scene = diagnosed().with(new Escalated(INCIDENT, 1, "no runbook")).grown(found);
    assertThat(scene.begin()).isInstanceOf(Recommend.class);
    assertThat(scene.unavailable("no runbook")).isEqualTo(escalate("no runbook"));
  }

  private static Escalate escalate(String reason) {
    return new Escalate(2, reason, new Watch(reason));
  }

  @Test
  void whatWasPostponedIsTriedAgainUnlessItIsOver() {
    var postponed = new Recommendation.Postponed("another one is under way");
    assertThat(
            COURSE.afterRecommendation(
                diagnosed().open(), IncidentCourseFacts.NONE, postponed, after(30)))
        .isEqualTo(new Watch("another one is under way"));
    assertThat(COURSE.recommendAgain(new Recommend("so"), postponed, after(30)))
        .isEqualTo(new Settle(after(90), "another one is under way"));
    assertThat(COURSE.recommendAgain(new Over("closed"), postponed, after(30)))
        .isEqualTo(new Over("closed"));
  }

  // What fails

  @Test
  void whatFailsIsTriedAgainSeldomerAndThenForAPerson() {
    var scene = diagnosed().at(30);
    var waits = new ArrayList<Long>();
    for (int attempts = 0; ; attempts++) {
      assertThat(attempts).as("attempts").isLessThan(20);
      if (scene.failed(new Recommendation.Failed("the host is unreachable"))
          instanceof Escalate it) {
        assertThat(it.reason())
            .isEqualTo(
                "recommendation failed 14 times since 2026-03-02T10:00:30Z: the host is"
                    + " unreachable");
        break;
      }
      var next = scene.open().failures().get(IncidentWork.RECOMMENDATION).nextAt();
      waits.add(Duration.between(scene.now(), next).toSeconds());
      assertThat(scene.begin()).isEqualTo(new Settle(next, "the host is unreachable"));
      scene.at(next);
      assertThat(scene.begin()).isInstanceOf(Recommend.class);
    }
    assertThat(waits).startsWith(5L, 10L, 20L, 40L, 60L, 60L).hasSize(13);
    var failure = scene.open().failures().get(IncidentWork.RECOMMENDATION);
    assertThat(failure.nextAt()).as("nobody tries it any more").isNull();
    assertThat(scene.escalated().begin()).isInstanceOf(Watch.class);
  }

  @Test
  void whatFailsForTheSameReasonOfOurOwnIsNotTriedOnAndOn() {
    var scene = diagnosed().at(30);
    for (int attempt = 1; attempt < 3; attempt++) {
      assertThat(scene.failed(IncidentWork.RECOMMENDATION, "IllegalArgumentException: lone"))
          .isInstanceOf(Settle.class);
    }
    assertThat(scene.failed(IncidentWork.RECOMMENDATION, "IllegalArgumentException: lone"))
        .isInstanceOf(Escalate.class);
  }

  @Test
  void aWatchThatFailsIsTriedSeldomAfterAPersonWasCalledAndIsForgottenOnceItWorks() {
    var scene = diagnosed().escalated().at(30);
    for (int attempt = 1; attempt < 3; attempt++) {
      assertThat(scene.failed(IncidentWork.WATCH, "so")).isInstanceOf(Settle.class);
    }
    assertThat(scene.failed(IncidentWork.WATCH, "so"))
        .isEqualTo(new Wait(after(1830), "a person was called"));
    assertThat(scene.begin()).isEqualTo(new Settle(after(1830), "so"));
    assertThat(COURSE.afterSuccess(scene.open(), IncidentWork.WATCH, new Watch("on")))
        .isInstanceOf(NoteProgress.class);
    assertThat(COURSE.afterSuccess(scene.open(), IncidentWork.DIAGNOSIS, new Watch("on")))
        .isEqualTo(new Watch("on"));
  }

  // What was remedied

  @Test
  void onlyVerifiedRemediesCountAndTheirProofBeganBeforeTheirEnd() {
    var facts =
        diagnosed()
            .remedy(ended(RemedyPhase.VERIFIED, 60))
            .remedy(ended(RemedyPhase.ROLLED_BACK, 90))
            .facts();
    assertThat(facts.remedies().remedied())
        .isEqualTo(new VerifiedRemedies(Set.of(ERRORS.entity()), after(60).minus(STABILITY)));
    assertThat(facts.remedies().anyInVain()).isTrue();
  }
}
