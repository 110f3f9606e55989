package io.countersign.domain.incident.course;

import static io.countersign.domain.incident.course.IncidentScene.diagnosed;
import static io.countersign.domain.incident.course.IncidentScene.diagnosedAs;
import static io.countersign.domain.incident.course.IncidentScene.ended;
import static io.countersign.domain.incident.course.IncidentScene.refutedForGood;
import static io.countersign.domain.incident.course.IncidentScene.remedy;
import static io.countersign.domain.incident.course.IncidentScene.stopped;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.claim;
import static io.countersign.domain.testing.IncidentFixtures.diagnosis;
import static io.countersign.domain.testing.IncidentFixtures.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.VerifiedRemedies;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each branch of the watch over an incident: given a moment, this comes next, for this reason. */
class IncidentWatchTest {
  private static final Diagnosis UNDECIDED =
      new Diagnosis(1, 1, "rules", false, List.of(unclear(10)), List.of(claim("c1")), List.of());
  private static final Diagnosis UNCLEAR =
      new Diagnosis(2, 1, "rules", false, List.of(unclear(10)), List.of(claim("c1")), List.of());
  private static final Diagnosis HEALTHY =
      new Diagnosis(2, 1, "rules", false, List.of(unclear(0)), List.of(), List.of());

  private static final VerifiedRemedies REMEDIED =
      new VerifiedRemedies(Set.of(ERRORS.entity()), after(45));

  private static Cause unclear(int score) {
    return new Cause(ERRORS.entity(), Cause.Kind.UNKNOWN, null, null, score, List.of());
  }

  // Without a remedy

  @Test
  void anUndecidedDiagnosisIsWorthAnotherLookForAWhile() {
    var undecided = diagnosedAs(UNDECIDED);
    assertThat(undecided.at(199).watch())
        .isEqualTo(
            new Examine(
                new WhatRemains(VerifiedRemedies.NOTHING),
                "no cause stood out, which may be different by now"));
    assertThat(undecided.examined(UNCLEAR).watch())
        .isEqualTo(new Wait(after(200), "no cause stands out yet"));
    assertThat(undecided.examined(diagnosis(2, 1)).watch())
        .isEqualTo(adopt("a cause stands out by now"));
  }

  @Test
  void thenAPersonHasToLook() {
    assertThat(diagnosedAs(UNDECIDED).at(200).watch())
        .isEqualTo(others(200, "alerts fire, and a person has to look"));
    assertThat(diagnosed().at(30).watch())
        .isEqualTo(others(30, "alerts fire, and a person has to look"));
  }

  @Test
  void aFaultThatWentByItselfIsMeasuredAndThenItIsOver() {
    var silent = diagnosed().silent().at(30);
    assertThat(silent.watch()).isEqualTo(new Measure(null, "no alert fires any more"));
    assertThat(silent.measured(reading(true)).watch())
        .isEqualTo(
            new Recover(
                List.of(reading(true)),
                null,
                "no alert fires and the probes hold",
                new Wait(after(45), "closing was refused")));
    assertThat(silent.measured(reading(true), reading(false)).watch())
        .isEqualTo(new Wait(after(45), "no alert fires, but the probes don't hold yet"));
  }

  @Test
  void whereNothingCanBeMeasuredItIsOverOnceItsAlertsStayedResolved() {
    var silent = diagnosed().silentSince(25).measured();
    assertThat(silent.at(84).watch())
        .isEqualTo(new Wait(after(85), "no alert fires, and nothing can be measured"));
    assertThat(silent.at(85).watch())
        .isEqualTo(
            new Recover(
                List.of(),
                new QuietPeriod(after(25), 60),
                "its alerts stayed resolved, and nothing can be measured",
                new Wait(after(86), "closing was refused")));
  }

  @Test
  void anEndThatIsNearIsLookedForSeldomerTheLongerItTakesButWhenProbesMayHold() {
    var silent = diagnosed().silentSince(30).measured(reading(false));
    var waits =
        Stream.of(30, 31, 40, 70, 90, 91, 110, 400)
            .map(at -> ((Wait) silent.at(at).watch()).until())
            .toList();
    assertThat(waits)
        .containsExactly(
            after(31),
            after(32),
            after(45),
            after(90),
            after(91),
            after(92),
            after(120),
            after(460));
  }

  // While a remedy waits or runs

  @Test
  void aRemedyThatWaitsIsWithdrawnOnceItsFaultIsGone() {
    var waiting = diagnosed().remedy(remedy(RemedyPhase.WAITING)).at(30);
    assertThat(waiting.watch()).isInstanceOf(Wait.class);
    assertThat(waiting.silent().watch())
        .isEqualTo(new Measure("rem_1", "the alerts are resolved while a remedy waits"));
    assertThat(waiting.measured(reading(false)).watch())
        .isEqualTo(new Wait(after(45), "the alerts are resolved, but the probes don't hold yet"));
    assertThat(waiting.measured().watch()).isInstanceOf(Wait.class);
    assertThat(waiting.measured(reading(true)).watch())
        .isEqualTo(
            new Withdraw(
                "rem_1",
                "the alerts are resolved and the probes hold",
                new Wait(after(45), "the remedy was withdrawn")));
  }

  @Test
  void aRemedyUnderWayIsWaitedFor() {
    var running = diagnosed().remedy(remedy(RemedyPhase.RUNNING)).at(30);
    assertThat(running.watch()).isEqualTo(others(30, "a remedy is under way"));
    assertThat(running.silent().watch()).isEqualTo(others(30, "a remedy is under way"));
  }

  // After a verified remedy

  @Test
  void aVerifiedRemedyClosesItOnceNothingFires() {
    assertThat(diagnosed().remedy(ended(RemedyPhase.VERIFIED, 60)).silent().at(61).watch())
        .isEqualTo(
            new Resolve(
                "rem_1",
                "the remedy is verified and no alert fires",
                new Wait(after(62), "closing was refused")));
  }

  @Test
  void alertsThatFireOnAreGivenAMomentAndThenLookedInto() {
    var firing = diagnosed().remedy(ended(RemedyPhase.VERIFIED, 60));
    assertThat(firing.at(64).watch())
        .isEqualTo(new Wait(after(65), "what suffered needs a moment longer than what was mended"));
    assertThat(firing.at(65).watch())
        .isEqualTo(new Examine(new WhatRemains(REMEDIED), "alerts fire after a remedy ended"));
  }

  @Test
  void whatThoseSignalsSayDecides() {
    var firing = diagnosed().remedy(ended(RemedyPhase.VERIFIED, 60)).at(120);
    var late = new Wait(after(150), "alerts fire after a remedy, maybe because they are late");
    assertThat(firing.examined(HEALTHY).watch()).as("late alerts").isEqualTo(late);
    assertThat(firing.examined(UNCLEAR).watch()).as("unclear for 60 s").isEqualTo(late);
    var adopt = adopt("alerts fire after a remedy, and not because they are late");
    assertThat(firing.at(121).watch()).as("unclear for longer").isEqualTo(adopt);
    assertThat(firing.examined(HEALTHY).watch()).isInstanceOf(Wait.class);
    assertThat(firing.examined(diagnosis(2, 1)).at(70).watch()).as("a second").isEqualTo(adopt);
  }

  @Test
  void onceAPersonWasCalledForItNobodyLooksAgain() {
    var called = diagnosed().remedy(ended(RemedyPhase.VERIFIED, 60)).escalated().at(70);
    assertThat(called.watch()).as("called for what was before").isInstanceOf(Examine.class);
    assertThat(called.diagnosedAt(65).watch())
        .isEqualTo(others(70, "alerts fire, and a person has to look"));
  }

  @Test
  void alertsThatFireForMinutesAreForAPerson() {
    var firing = diagnosed().remedy(ended(RemedyPhase.VERIFIED, 60));
    var wait = others(361, "alerts fire on, and a person has to look");
    assertThat(firing.at(360).watch()).isInstanceOf(Examine.class);
    assertThat(firing.at(361).watch())
        .isEqualTo(
            new Escalate(
                1, "the remedy was verified, but alerts of the incident still fire", wait));
    assertThat(firing.escalated().watch()).isEqualTo(wait);
  }

  // After a remedy that didn't help

  @Test
  void whatDidNotHelpIsLookedIntoAfreshAtOnce() {
    var undone = ended(RemedyPhase.ROLLED_BACK, 60);
    var left = refutedForGood(ended(RemedyPhase.ABANDONED, 60));
    for (var vain : List.of(undone, left)) {
      var scene = diagnosed().remedy(vain).at(61);
      assertThat(scene.watch())
          .isEqualTo(
              new Examine(new WhatRemains(VerifiedRemedies.NOTHING), "the remedy didn't help"));
      assertThat(scene.examined(UNCLEAR).watch()).isEqualTo(adopt("the remedy didn't help"));
    }
  }

  @Test
  void whatIsKnownSinceThenOrNotInVainIsForAPerson() {
    var undone = ended(RemedyPhase.ROLLED_BACK, 60);
    var called = "remediation rem_1 ended: ROLLED_BACK";
    assertThat(diagnosed().remedy(undone).diagnosedAt(61).at(62).watch())
        .isEqualTo(new Escalate(1, called, others(62, "alerts fire")));
    assertThat(diagnosed().remedy(stopped(undone)).at(62).watch())
        .isEqualTo(new Escalate(1, called, others(62, "alerts fire")));
    assertThat(diagnosed().remedy(undone).silent().at(62).watch())
        .isEqualTo(new Escalate(1, called, new Measure(null, "no alert fires any more")));
    assertThat(diagnosed().remedy(undone).silent().escalated().at(62).watch())
        .isEqualTo(new Measure(null, "no alert fires any more"));
  }

  @Test
  void whatWasLeftOnTheWayIsForAPersonInItsOwnWords() {
    var left = ended(RemedyPhase.ABANDONED, 60, "a target can't be read");
    assertThat(diagnosed().remedy(left).at(62).watch())
        .isInstanceOfSatisfying(
            Escalate.class, it -> assertThat(it.reason()).isEqualTo("a target can't be read"));
    assertThat(diagnosed().remedy(stopped(refutedForGood(left))).at(62).watch())
        .isInstanceOf(Escalate.class);
  }

  // After a remedy that nobody wanted, or that isn't wanted any more

  @ParameterizedTest
  @EnumSource(names = {"DENIED", "EXPIRED", "FORBIDDEN"})
  void whatWasTurnedDownIsForAPerson(RemedyPhase phase) {
    var scene = diagnosed().remedy(ended(phase, 60)).at(62);
    assertThat(scene.watch())
        .isEqualTo(new Escalate(1, "remediation rem_1 ended: " + phase, others(62, "alerts fire")));
    assertThat(scene.escalated().silent().watch()).isInstanceOf(Measure.class);
  }

  @Test
  void whatDriftedIsPlannedAnewUnlessAPersonWasCalled() {
    var drifted = diagnosed().remedy(ended(RemedyPhase.DRIFTED, 60)).at(62);
    assertThat(drifted.watch()).isEqualTo(new Recommend("what was planned isn't so any more"));
    assertThat(drifted.escalated().watch()).isEqualTo(others(62, "alerts fire"));
  }

  @Test
  void whatFiresAgainAfterItsRemedyWasNotNeededIsLookedInto() {
    var notNeeded = diagnosed().remedy(ended(RemedyPhase.NOT_NEEDED, 60)).at(65);
    assertThat(notNeeded.watch())
        .isEqualTo(
            new Examine(
                new WhatRemains(VerifiedRemedies.NOTHING), "alerts fire after a remedy ended"));
    assertThat(notNeeded.silent().watch()).isInstanceOf(Measure.class);
  }

  @Test
  void whatWasSupersededIsWaitedFor() {
    var superseded = diagnosed().remedy(ended(RemedyPhase.SUPERSEDED, 60)).at(65);
    assertThat(superseded.watch()).isEqualTo(others(65, "alerts fire"));
    assertThat(superseded.silent().watch()).isInstanceOf(Measure.class);
  }

  /** At the incident's own moment of each half hour. */
  private static Wait others(int seconds, String reason) {
    var phase = Math.floorMod(INCIDENT.value().hashCode(), 1800);
    var next = after(seconds);
    do {
      next = next.plusSeconds(1);
    } while (Math.floorMod(next.getEpochSecond(), 1800) != phase);
    return new Wait(next, reason);
  }

  private static IncidentStep adopt(String reason) {
    return new AdoptExamination(reason, new Recommend(reason));
  }
}
