package io.countersign.domain.diagnosis.scoring;

import static io.countersign.domain.diagnosis.scoring.EstateScenes.badRelease;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.crash;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.creepingErrors;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.surge;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.twoApart;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.twoThatFailAlike;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Diagnoses.diagnose;
import static io.countersign.domain.testing.Diagnoses.isBlamed;
import static io.countersign.domain.testing.Diagnoses.noReleaseIsBlamed;
import static io.countersign.domain.testing.Estate.smoothed;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Rule;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.EvidenceRules;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.testing.Estate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiagnoserTest {
  @Test
  void aReleaseThatFailsIsBlamedAndItsCallersAreNot() {
    var diagnosis = diagnose(badRelease(), 12);

    isBlamed(diagnosis, "checkout-api", Kind.RELEASE);
    assertThat(diagnosis.cause().orElseThrow().change()).isEqualTo("CHG-1005");
    assertThat(diagnosis.cause().orElseThrow().toVersion()).isEqualTo("1.5.0");
    assertThat(diagnosis.causes().getLast().entity()).isEqualTo(service("frontend"));
    assertThat(diagnosis.causes().getLast().score()).isNegative();
    assertThat(diagnosis.diagnoser()).isEqualTo("rules/2");
    assertThat(diagnosis.number()).isEqualTo(1);
    assertThat(diagnosis.revision()).isEqualTo(3);
  }

  @Test
  void aScoreIsTheSumOfItsReasonsAndEachRestsOnAClaim() {
    var diagnosis = diagnose(badRelease(), 12);

    assertThat(diagnosis.causes())
        .allSatisfy(
            cause -> {
              int sum = cause.reasons().stream().mapToInt(Cause.Reason::points).sum();
              assertThat(cause.score()).isEqualTo(sum);
              assertThat(cause.reasons()).allMatch(reason -> !reason.claims().isEmpty());
            });
  }

  @Test
  void onlyClaimsThatAReasonNamesAreKept() {
    var diagnosis = diagnose(badRelease(), 12);

    var named =
        diagnosis.causes().stream()
            .flatMap(cause -> cause.reasons().stream())
            .flatMap(reason -> reason.claims().stream())
            .toList();
    assertThat(diagnosis.claims()).extracting(Claim::id).hasSameElementsAs(named);
    assertThat(diagnosis.claims()).noneMatch(claim -> claim.statement().contains("search-index"));
  }

  @Test
  void whatIsGoneIsTheCauseAndAStopIsNoRelease() {
    var crash =
        crash()
            .change(service("inventory"), "stop", "CHG-1003", "2.0.0", "2.0.0", null, -0.5)
            .fails("frontend", 1, 0)
            .alerts("inventory", "frontend");

    var diagnosis = diagnose(crash, 9);

    isBlamed(diagnosis, "inventory", Kind.PROCESS_DEATH);
    noReleaseIsBlamed(diagnosis);
  }

  @Test
  void seriesThatVanishTellOfADeathWithoutAnyoneSayingSo() {
    var crash = crash().without("inventory", Signal.UP);

    isBlamed(diagnose(crash, 25), "inventory", Kind.PROCESS_DEATH);
  }

  @Test
  void aServiceThatIsNotCalledAnyMoreIsNotDead() {
    var starved =
        badRelease()
            .signal("payments", Signal.ERRORS, t -> t > 5 ? Double.NaN : 0)
            .signal("payments", Signal.LATENCY, t -> t > 5 ? Double.NaN : 0.05)
            .signal("payments", Signal.RATE, t -> t > 5 ? 0 : 8);

    isBlamed(diagnose(starved, 30), "checkout-api", Kind.RELEASE);
  }

  @Test
  void aMissedScrapeIsNoDeath() {
    var restarted = badRelease().signal("checkout-api", Signal.UP, t -> t == 0 ? 0 : 1);

    var diagnosis = diagnose(restarted, 12);

    isBlamed(diagnosis, "checkout-api", Kind.RELEASE);
    assertThat(diagnosis.causes()).noneMatch(cause -> cause.kind() == Kind.PROCESS_DEATH);
  }

  @Test
  void whatCreepsUpWithoutAReleaseIsRunningOutOfSomething() {
    var ratio = creepingErrors();
    var leak =
        Estate.shop()
            .signal("payments", Signal.ERRORS, ratio)
            .signal("checkout-api", Signal.ERRORS, ratio)
            .signal("frontend", Signal.ERRORS, ratio)
            .release("search-web", "CHG-1010", "4.0.4", -30)
            .alerts("payments", "checkout-api", "frontend");

    for (int seconds : List.of(25, 33, 60)) {
      var diagnosis = diagnose(leak, seconds);
      isBlamed(diagnosis, "payments", Kind.RESOURCE_EXHAUSTION);
      noReleaseIsBlamed(diagnosis);
    }
  }

  @Test
  void moreLoadThanItCanTakeIsTheLoadsFault() {
    isBlamed(diagnose(surge(), 15), "search-web", Kind.LOAD);
  }

  @Test
  void aReleaseDuringASurgeIsNotBlamedForIt() {
    isBlamed(
        diagnose(surge().release("search-web", "CHG-1010", "4.0.4", -20), 15),
        "search-web",
        Kind.LOAD);
  }

  @Test
  void nearlyFullWithMoreLoadIsLoadBeforeAnythingFails() {
    var early =
        Estate.shop()
            .signal("search-web", Signal.RATE, smoothed(t -> t >= 0 ? 12 : 6))
            .signal("search-web", Signal.SATURATION, smoothed(t -> t >= 0 ? 0.97 : 0.5))
            .alerts("search-web");

    isBlamed(diagnose(early, 20), "search-web", Kind.LOAD);
  }

  @Test
  void retriesOfWhatFailsAreNoSurge() {
    var retried =
        badRelease()
            .signal("checkout-api", Signal.RATE, smoothed(t -> t >= 15 ? 40 : 8))
            .signal("checkout-api", Signal.SATURATION, smoothed(t -> t >= 15 ? 1.2 : 0.3));

    isBlamed(diagnose(retried, 40), "checkout-api", Kind.RELEASE);
  }

  @Test
  void aSlowDependencyMakesItsCallersFail() {
    var slow =
        Estate.shop()
            .release("inventory", "CHG-7", "2.1.0", -1)
            .signal("inventory", Signal.LATENCY, t -> t >= 8 ? 10 : 0.02)
            .fails("checkout-api", 1, 3)
            .fails("frontend", 1, 3)
            .alerts("checkout-api", "frontend");

    var diagnosis = diagnose(slow, 20);

    isBlamed(diagnosis, "inventory", Kind.RELEASE);
    assertThat(diagnosis.cause().orElseThrow().change()).isEqualTo("CHG-7");
  }

  @Test
  void aDependencyThatFailsMuchLaterExplainsNothing() {
    var later = badRelease().fails("payments", 0.9, 50).alerts("payments");

    isBlamed(diagnose(later, 70), "checkout-api", Kind.RELEASE);
  }

  @Test
  void aReleaseOfACallerOfWhatFailsIsInnocent() {
    var bystander =
        Estate.shop()
            .release("checkout-api", "CHG-9", "1.4.3", -10)
            .release("frontend", "CHG-8", "3.1.1", -5)
            .gone("payments", 0)
            .fails("checkout-api", 1, 0)
            .fails("frontend", 1, 0)
            .alerts("payments", "checkout-api", "frontend");

    isBlamed(diagnose(bystander, 12), "payments", Kind.PROCESS_DEATH);
  }

  @Test
  void aReleaseIsInnocentAfterTheFaultOrLongBeforeIt() {
    var after = Estate.shop().fails("payments", 0.5, 0).alerts("payments");
    after
        .release("payments", "CHG-LATE", "5.3.0", 8)
        .release("payments", "CHG-OLD", "5.2.0", -1900);

    noReleaseIsBlamed(diagnose(after, 12));
  }

  @Test
  void whatWeDidOurselvesIsNeverBlamedNorWhatItReplaced() {
    var ours =
        Estate.shop()
            .release("payments", "CHG-BAD", "5.3.0", -300)
            .change(service("payments"), "rollback", "CHG-1", "5.3.0", "5.2.0", "rem_1", -20)
            .fails("payments", 0.5, 0)
            .alerts("payments");

    noReleaseIsBlamed(diagnose(ours, 12));
  }

  @Test
  void aReleaseThatDoesNotStartIsBlamedForTheDeath() {
    var stillborn =
        Estate.shop()
            .release("payments", "CHG-12", "5.3.0", -1)
            .gone("payments", 0)
            .fails("checkout-api", 1, 0)
            .alerts("payments", "checkout-api");

    isBlamed(diagnose(stillborn, 15), "payments", Kind.RELEASE);
  }

  @Test
  void aDeathLongAfterAReleaseOrAfterAStopIsNotTheReleases() {
    var stopped =
        Estate.shop()
            .release("payments", "CHG-12", "5.3.0", -30)
            .change(service("payments"), "stop", "CHG-12", "5.3.0", "5.3.0", null, -1)
            .gone("payments", 0)
            .alerts("payments");
    var long_ =
        Estate.shop()
            .release("payments", "CHG-12", "5.3.0", -300)
            .gone("payments", 0)
            .alerts("payments");

    for (var estate : List.of(stopped, long_)) {
      isBlamed(diagnose(estate, 15), "payments", Kind.PROCESS_DEATH);
      noReleaseIsBlamed(diagnose(estate, 15));
    }
  }

  @Test
  void aReleaseOfTheHostIsBlamedForItsGuestsOnce() {
    var host = new EntityId("host", "rig", "node-1");
    var kernel =
        Estate.shop()
            .runsOn("inventory", host)
            .runsOn("payments", host)
            .change(host, "upgrade", "CHG-K", "6.1", "6.2", null, -5)
            .fails("inventory", 0.5, 0)
            .fails("payments", 0.5, 0)
            .alerts("inventory", "payments");

    var diagnosis = diagnose(kernel, 12);

    assertThat(diagnosis.cause().orElseThrow().entity()).isEqualTo(host);
    assertThat(diagnosis.causes()).filteredOn(c -> c.kind() == Kind.RELEASE).hasSize(1);
  }

  @Test
  void anAbruptFaultWithEverythingElseWellComesFromOutside() {
    var outage =
        Estate.shop().fails("catalog", 1, 0).fails("frontend", 1, 0).alerts("catalog", "frontend");

    isBlamed(diagnose(outage, 12), "catalog", Kind.EXTERNAL);
  }

  @Test
  void nothingIsSaidToComeFromOutsideWhileASourceIsSilent() {
    var outage = Estate.shop().fails("catalog", 1, 0).alerts("catalog").gap("supervisor: TIMEOUT");

    var diagnosis = diagnose(outage, 12);

    assertThat(diagnosis.decided()).isFalse();
    assertThat(diagnosis.causes().getFirst().kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(diagnosis.gaps()).containsExactly("supervisor: TIMEOUT");
  }

  @Test
  void aGapMakesAClearCaseWeakerNotUndecided() {
    var clear = diagnose(badRelease(), 12).cause().orElseThrow();
    var gappy = diagnose(badRelease().gap("loki: UNREACHABLE"), 12).cause().orElseThrow();

    assertThat(gappy.kind()).isEqualTo(Kind.RELEASE);
    assertThat(gappy.score()).isLessThan(clear.score());
  }

  @Test
  void aFaultPassesThroughWhatIsNotMeasured() {
    var blind =
        Estate.shop()
            .unmeasured("checkout-api")
            .gone("inventory", 0)
            .fails("frontend", 1, 0)
            .alerts("frontend", "checkout-api");

    var diagnosis = diagnose(blind, 12);

    isBlamed(diagnosis, "inventory", Kind.PROCESS_DEATH);
    assertThat(diagnosis.gaps()).containsExactly("no signal of service/rig/checkout-api");
  }

  @Test
  void anEntityThatTheTopologyDoesNotKnowIsStillDiagnosed() {
    var lonely =
        new Estate()
            .healthy("newcomer")
            .release("newcomer", "CHG-N", "0.2.0", -2)
            .fails("newcomer", 0.4, 0)
            .alerts("newcomer");

    isBlamed(diagnose(lonely, 12), "newcomer", Kind.RELEASE);
  }

  @Test
  void withoutAnyDataThereIsNoCause() {
    var diagnosis = diagnose(new Estate().alerts("frontend").gap("prometheus: UNREACHABLE"), 12);

    assertThat(diagnosis.decided()).isFalse();
    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.claims()).isEmpty();
    assertThat(diagnosis.gaps())
        .containsExactly("no signal of service/rig/frontend", "prometheus: UNREACHABLE");
  }

  @Test
  void anAlertOnWhatIsWellIsUnknown() {
    var diagnosis = diagnose(Estate.shop().alerts("catalog"), 12);

    assertThat(diagnosis.decided()).isFalse();
    assertThat(diagnosis.causes())
        .singleElement()
        .satisfies(cause -> assertThat(cause.kind()).isEqualTo(Kind.UNKNOWN));
  }

  @Test
  void withoutABaselineTheAbsoluteLimitsHold() {
    isBlamed(diagnose(badRelease().withoutBaseline(), 12), "checkout-api", Kind.RELEASE);
    isBlamed(diagnose(surge().withoutBaseline(), 15), "search-web", Kind.LOAD);
  }

  @Test
  void whatIsAlwaysSoIsNoFault() {
    var usual =
        badRelease()
            .signal("inventory", Signal.ERRORS, _ -> 0.3)
            .signal("payments", Signal.LATENCY, _ -> 0.9);

    isBlamed(diagnose(usual, 12), "checkout-api", Kind.RELEASE);
  }

  @Test
  void coarsePointsAndAFarBaselineAreAsGood() {
    var coarse =
        Estate.shop()
            .measured(60, -90_000, -86_400)
            .release("checkout-api", "CHG-1005", "1.5.0", -40)
            .signal("checkout-api", Signal.ERRORS, t -> t >= 0 ? 0.6 : 0.001)
            .signal("frontend", Signal.ERRORS, t -> t >= 60 ? 0.5 : 0.001)
            .alerts("frontend");

    isBlamed(diagnose(coarse, 300), "checkout-api", Kind.RELEASE);
  }

  @Test
  void twoFaultsThatHaveNothingToDoWithEachOtherDoNotCompete() {
    var two = twoApart().alerts("payments", "checkout-api", "search-index", "search-web");

    var diagnosis = diagnose(two, 14);

    assertThat(diagnosis.decided()).isTrue();
    assertThat(diagnosis.causes())
        .extracting(Cause::entity)
        .startsWith(service("payments"), service("search-index"));
  }

  /** While the inventory is away, checkout gives up at it and asks payments for nothing. */
  @Test
  void ofTwoFaultsBelowOneCallerWhatIsGoneComesFirst() {
    var two =
        Estate.shop()
            .release("payments", "CHG-1012", "5.3.0", -1)
            .fails("payments", 0.5, 0)
            .fails("checkout-api", 0.5, 0)
            .fails("frontend", 0.5, 1)
            .gone("inventory", 3)
            .alerts("payments", "checkout-api", "frontend", "inventory");

    var diagnosis = diagnose(two, 14);

    assertThat(diagnosis.decided()).isTrue();
    assertThat(diagnosis.causes())
        .extracting(Cause::entity)
        .startsWith(service("inventory"), service("payments"));
  }

  @Test
  void anotherIncidentsCauseIsNotThisOnes() {
    var other = twoApart().alerts("search-web");

    isBlamed(diagnose(other, 14), "search-index", Kind.PROCESS_DEATH);
  }

  @Test
  void whatExplainsNoneOfTheAlertsIsNotActedUpon() {
    var elsewhere =
        Estate.shop()
            .release("payments", "CHG-1012", "5.3.0", -1)
            .fails("payments", 0.5, 0)
            .alerts("search-web");

    assertThat(diagnose(elsewhere, 14).decided()).isFalse();
  }

  @Test
  void anAlertOnWhatIsNotMeasuredIsExplainedByWhatFailsBelowIt() {
    var blind =
        Estate.shop()
            .unmeasured("frontend")
            .release("checkout-api", "CHG-1005", "1.5.0", -1)
            .fails("checkout-api", 0.6, 0)
            .alerts("frontend");

    isBlamed(diagnose(blind, 14), "checkout-api", Kind.RELEASE);
  }

  @Test
  void twoEquallyGoodExplanationsOfOneAlertAreLeftToAPerson() {
    var diagnosis = diagnose(twoThatFailAlike(), 14);

    assertThat(diagnosis.decided()).isFalse();
    assertThat(diagnosis.cause()).isEmpty();
    assertThat(diagnosis.causes()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void entitiesThatDependOnEachOtherAreToldApartByWhoFailedFirst() {
    var cycle =
        new Estate()
            .calls("a", "b")
            .calls("b", "a")
            .healthy("a", "b")
            .release("b", "CHG-B", "2", -1)
            .fails("b", 0.6, 0)
            .fails("a", 0.6, 4)
            .alerts("a", "b");

    isBlamed(diagnose(cycle, 14), "b", Kind.RELEASE);
  }

  @Test
  void whenEverythingFallsSilentTheSourceDidNotTheEstate() {
    var silent = Estate.shop().alerts("frontend");
    for (var name :
        List.of(
            "frontend",
            "checkout-api",
            "catalog",
            "inventory",
            "payments",
            "search-web",
            "search-index")) {
      for (var signal : Signal.values()) {
        if (signal != Signal.RESTARTS && signal != Signal.REPLICAS) {
          silent.signal(name, signal, t -> t > -5 ? Double.NaN : signal == Signal.UP ? 1 : 0.01);
        }
      }
    }

    var diagnosis = diagnose(silent, 30);

    assertThat(diagnosis.decided()).isFalse();
    assertThat(diagnosis.causes()).noneMatch(cause -> cause.kind() == Kind.PROCESS_DEATH);
    assertThat(diagnosis.gaps()).anyMatch(gap -> gap.contains("end of the window"));
  }

  @Test
  void aWideEstateIsToldBriefly() {
    var diagnosis = diagnose(Estate.wide(500), 60);
    isBlamed(diagnosis, "hub", Kind.RELEASE);
    assertThat(diagnosis.causes()).hasSize(10);
    assertThat(diagnosis.gaps()).hasSize(21).last().asString().isEqualTo("and 480 more");
    var named = new HashSet<String>();
    for (var cause : diagnosis.causes()) {
      for (var reason : cause.reasons()) {
        assertThat(reason.text().length()).isLessThanOrEqualTo(300);
        named.addAll(reason.claims());
      }
    }
    assertThat(diagnosis.claims()).extracting(Claim::id).containsExactlyInAnyOrderElementsOf(named);
    assertThat(diagnosis.toString().length()).isLessThan(32 * 1024);
    assertThat(EvidenceRules.of(diagnosis)).allMatch(Rule::kept);
  }

  @Test
  void restartsThatNobodyAskedForAreExhaustion() {
    var restarting =
        Estate.shop()
            .signal("payments", Signal.RESTARTS, t -> t < 0 ? 0 : t < 20 ? 1 : 2)
            .fails("payments", 0.3, 0)
            .alerts("payments");

    isBlamed(diagnose(restarting, 30), "payments", Kind.RESOURCE_EXHAUSTION);
  }

  @Test
  void aRestartByADeploymentIsNoSymptom() {
    var deployed = badRelease().signal("checkout-api", Signal.RESTARTS, t -> t < 0 ? 100 : 200);

    assertThat(diagnose(deployed, 12).causes())
        .noneMatch(cause -> cause.kind() == Kind.RESOURCE_EXHAUSTION);
  }

  @Test
  void theSameEvidenceInAnyOrderGivesTheSameDiagnosis() {
    var evidence =
        surge()
            .release("checkout-api", "CHG-1005", "1.5.0", -1)
            .fails("checkout-api", 0.6, 0)
            .gone("inventory", 0)
            .alerts("checkout-api", "frontend")
            .gap("b: TIMEOUT")
            .gap("a: REFUSED")
            .seenAfter(15);
    var expected = Diagnoser.diagnose(1, 3, evidence, Estate.THRESHOLDS);
    var random = new Random(42);

    for (int i = 0; i < 50; i++) {
      var shuffled = shuffled(evidence, random);
      assertThat(Diagnoser.diagnose(1, 3, shuffled, Estate.THRESHOLDS)).isEqualTo(expected);
    }
  }

  private static Evidence shuffled(Evidence evidence, Random random) {
    return new Evidence(
        shuffled(evidence.alerts(), random),
        evidence.topology(),
        shuffled(evidence.series(), random),
        shuffled(evidence.changes(), random),
        shuffled(evidence.logs(), random),
        shuffled(evidence.traces(), random),
        shuffled(evidence.claims(), random),
        shuffled(evidence.gaps(), random),
        evidence.unanswered(),
        evidence.gatheredAt());
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
