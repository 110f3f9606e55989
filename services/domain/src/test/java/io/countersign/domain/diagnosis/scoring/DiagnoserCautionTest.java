package io.countersign.domain.diagnosis.scoring;

import static io.countersign.domain.diagnosis.scoring.EstateScenes.stampede;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.twoUsersOfOneProvider;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Diagnoses.diagnose;
import static io.countersign.domain.testing.Diagnoses.isBlamed;
import static io.countersign.domain.testing.Diagnoses.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.testing.Estate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The diagnoser's caution about what looks guilty at first sight, and isn't: a neighbour's release,
 * what is full of waiting.
 */
class DiagnoserCautionTest {
  private static List<String> reasonTexts(Diagnosis diagnosis, String name) {
    return reasons(diagnosis, name).stream().map(Cause.Reason::text).toList();
  }

  @Test
  void whatIsNoValueSinceTheFaultIsNotTakenForWell() {
    // given one that gets no requests any more, so that its errors are a share of nothing
    var estate =
        Estate.shop().unasked("payments", 0).fails("checkout-api", 0.7, 2).alerts("checkout-api");

    var diagnosis = diagnose(estate, 20);
    assertThat(diagnosis.causes()).extracting(Cause::entity).contains(service("payments"));
    assertThat(diagnosis.causes()).extracting(Cause::kind).doesNotContain(Kind.EXTERNAL);
    assertThat(diagnosis.decided()).isFalse();
    assertThat(diagnosis.gaps())
        .anyMatch(gap -> gap.contains("payments: its errors can't be told"));
    // when it was released right before that is blamed all the same
    estate.alerts("payments").release("payments", "CHG-1", "2.0.0", -3);
    isBlamed(estate, 20, "payments", Kind.RELEASE);
  }

  @Test
  void norIsWhatSomeSourcesLeaveOutInstead() {
    var estate =
        Estate.shop()
            .signal("payments", Signal.RATE, t -> t >= 0 ? 0 : 8)
            .signal("payments", Signal.ERRORS, t -> t >= 0 ? Double.NaN : 0)
            .fails("checkout-api", 0.7, 2)
            .alerts("checkout-api");

    var diagnosis = diagnose(estate, 40);
    assertThat(diagnosis.causes()).extracting(Cause::entity).contains(service("payments"));
    assertThat(diagnosis.decided()).isFalse();
  }

  @Test
  void whatIsSeldomAskedIsNotUnwellForBeingNoValueNow() {
    var estate =
        Estate.shop()
            .signal("payments", Signal.ERRORS, t -> t % 3 == 0 ? 0 : Double.POSITIVE_INFINITY)
            .fails("checkout-api", 0.7, 2)
            .alerts("checkout-api");

    assertThat(diagnose(estate, 20).causes())
        .extracting(Cause::entity)
        .doesNotContain(service("payments"));
  }

  @Test
  void aPartOfAnAnswerDoesNotClearAnybody() {
    // given one that seems well in what a source answered of it
    var estate = Estate.shop().fails("checkout-api", 0.7, 0).alerts("checkout-api");
    assertThat(diagnose(estate, 20).causes().getFirst().kind()).isEqualTo(Kind.EXTERNAL);

    estate.partial("payments", Signal.ERRORS);
    assertThat(diagnose(estate, 20).causes().getFirst().kind()).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void whatAlertsIsAsUsualOnlyIfAllOfItCanBeTold() {
    // given one that alerts, and of which nothing unusual is seen
    var estate = Estate.shop().alerts("payments");
    assertThat(diagnose(estate, 20).causes().getFirst())
        .returns(0, Cause::score)
        .matches(it -> it.reasons().getFirst().text().endsWith("its signals are as usual"));

    // when a source answers its latency in a form that can't be read
    var gap = "prometheus: latency of service/production/payments: native histograms";
    estate.signal("payments", Signal.LATENCY, _ -> Double.NaN);
    estate.partial("payments", Signal.LATENCY).gap(gap);

    weighs(diagnose(estate, 20), "it alerts, and its latency can't be told;", gap);
  }

  @Test
  void neitherIsWhatNeverWasAValue() {
    var estate =
        Estate.shop()
            .signal("payments", Signal.ERRORS, _ -> Double.POSITIVE_INFINITY)
            .alerts("payments");

    var told = diagnose(estate, 20);
    weighs(told, "it alerts, and its errors can't be told;", "payments: no value of its errors");
    assertThat(told.gaps()).anyMatch(gap -> gap.contains("payments: no value of its errors"));
  }

  @Test
  void whatAlertsAndIsntAnsweredIsNamedWithItsReleaseWhateverElseFails() {
    // given a service whose errors its source doesn't tell, released just before; its caller fails
    var estate =
        Estate.shop()
            .unanswered("payments", Signal.ERRORS, "prometheus: several series")
            .release("payments", "CHG-1", "2.0.0", -5)
            .fails("checkout-api", 0.4, 2)
            .alerts("payments", "checkout-api");

    var told = diagnose(estate, 20);

    assertThat(told.decided()).isFalse();
    assertThat(told.causes())
        .filteredOn(it -> it.entity().equals(service("payments")))
        .singleElement()
        .returns(Kind.UNKNOWN, Cause::kind)
        .returns(30, Cause::score)
        .extracting(it -> String.join("; ", it.reasons().stream().map(Cause.Reason::text).toList()))
        .asString()
        .contains(
            "its errors can't be told", "deploy of payments to 2.0.0", "9 s before it alerted");
    assertThat(told.claims())
        .anyMatch(it -> it.query().equals("changes of " + service("payments")));
  }

  @Test
  void soIsWhatNothingIsMeasuredOfIfItWasChanged() {
    var estate = Estate.shop().unmeasured("payments").alerts("payments", "checkout-api");
    estate.fails("checkout-api", 0.4, 2);
    assertThat(diagnose(estate, 20).causes())
        .noneMatch(it -> it.entity().equals(service("payments")));

    estate.release("payments", "CHG-1", "2.0.0", -5);

    assertThat(diagnose(estate, 20).decided()).isFalse();
    assertThat(reasonTexts(diagnose(estate, 20), "payments"))
        .startsWith("it alerts, and nothing is measured of it")
        .anyMatch(it -> it.startsWith("deploy of payments to 2.0.0"));
  }

  @Test
  void whatWasSlowForAMomentLongBeforeItsReleaseIsFailedByThat() {
    // given one that was slow while it started, and well for 40 s
    var estate =
        Estate.shop()
            .signal("payments", Signal.LATENCY, t -> t >= -55 && t < -42 ? 2.5 : 0.05)
            .release("payments", "CHG-1", "2.0.0", -2)
            .fails("payments", 0.6, 0)
            .alerts("payments");

    isBlamed(estate, 20, "payments", Kind.RELEASE);
  }

  @Test
  void aReleaseAmidTheFaultIsNotBlamedButToldAndNothingOutsideIsThen() {
    // given one that is slow on, and fails only after its release
    var estate =
        Estate.shop()
            .signal("payments", Signal.LATENCY, t -> t >= -30 ? 2.5 : 0.05)
            .release("payments", "CHG-1", "2.0.0", -2)
            .fails("payments", 0.6, 0)
            .alerts("payments");

    var diagnosis = diagnose(estate, 20);
    assertThat(diagnosis.causes()).extracting(Cause::kind).doesNotContain(Kind.EXTERNAL);
    assertThat(reasonTexts(diagnosis, "payments"))
        .anyMatch(it -> it.startsWith("not blamed: deploy of payments to 2.0.0"));
    assertThat(diagnosis.claims()).anyMatch(it -> it.query().startsWith("changes of"));
  }

  @Test
  void neitherIsWhatLaterReleasesFollowOrWhatHasNoReference() {
    // given a release without a reference amid the fault, and two by people who try to mend it
    var estate =
        Estate.shop()
            .signal("payments", Signal.LATENCY, t -> t >= -30 ? 2.5 : 0.05)
            .change(service("payments"), "deploy", null, "1.0.0", "2.0.0", null, -2)
            .release("payments", "CHG-2", "1.0.0", 100)
            .release("payments", "CHG-3", "1.0.1", 110)
            .fails("payments", 0.6, 0)
            .alerts("payments");

    var diagnosis = diagnose(estate, 120);
    assertThat(diagnosis.causes()).extracting(Cause::kind).doesNotContain(Kind.EXTERNAL);
    assertThat(reasonTexts(diagnosis, "payments"))
        .anyMatch(it -> it.startsWith("not blamed: deploy of payments to 2.0.0"));
  }

  @Test
  void onlyTheNewestOfManyReleasesWeighsForAnUntoldFault() {
    var estate = Estate.shop().unanswered("payments", Signal.ERRORS, "prometheus: HTML");
    for (int i = 1; i <= 4; i++) {
      estate.release("payments", "CHG-" + i, "2.0." + i, -500 + 100 * i);
    }
    estate.alerts("payments").fails("checkout-api", 0.4, 2).alerts("checkout-api");

    assertThat(diagnose(estate, 20).causes())
        .filteredOn(it -> it.entity().equals(service("payments")))
        .singleElement()
        .returns(15, Cause::score)
        .matches(
            it -> it.reasons().stream().filter(r -> r.text().startsWith("deploy")).count() == 4);
  }

  @Test
  void whatIsNotInTheCatalogueMayDependOnAnything() {
    var estate = new Estate().healthy("alone").fails("alone", 0.6, 0).alerts("alone");
    assertThat(diagnose(estate, 20).causes().getFirst().kind()).isEqualTo(Kind.EXTERNAL);

    assertThat(diagnose(estate.uncatalogued("alone"), 20))
        .returns(false, Diagnosis::decided)
        .returns(Kind.UNKNOWN, it -> it.causes().getFirst().kind());
  }

  @Test
  void aReleaseOfWhatSeemsWellIsToldWithoutWeight() {
    var estate = Estate.shop().alerts("payments").release("payments", "CHG-1", "2.0.0", -5);

    assertThat(diagnose(estate, 20).causes().getFirst())
        .returns(0, Cause::score)
        .matches(it -> it.reasons().get(1).text().contains("deploy of payments to 2.0.0"));
  }

  @Test
  void aGapElsewhereWeighsOnWhoIsAsUsual() {
    var estate = Estate.shop().alerts("payments").gap("shop: UNREACHABLE down");

    weighs(diagnose(estate, 20), "it alerts, but its signals are as usual", "shop: UNREACHABLE");
  }

  private static void weighs(Diagnosis diagnosis, String told, String gap) {
    var first = diagnosis.causes().getFirst();
    assertThat(diagnosis.decided()).isFalse();
    assertThat(first.score()).isEqualTo(-10);
    assertThat(first.reasons().getFirst().text()).startsWith(told);
    assertThat(first.reasons().getLast().text()).startsWith("judged without").contains(gap);
  }

  @Test
  void aQueueThatIsFullSuffersFromItsDeadConsumer() {
    // given two that write into a queue which nobody empties any more; it fills up in two minutes
    var queue = new EntityId("queue", "rig", "orders");
    var estate =
        Estate.shop()
            .writesTo("inventory", queue)
            .writesTo("payments", queue)
            .readsFrom("mailer", queue)
            .healthy("mailer")
            .gone("mailer", -120)
            .measured(queue, Signal.RATE, _ -> 8)
            .measured(queue, Signal.SATURATION, t -> Math.clamp((t + 120) / 120, 0, 1))
            .fails("inventory", 0.6, 0)
            .fails("payments", 0.6, 1)
            .measured(5, -600, -180)
            .alerts("inventory", "payments");

    isBlamed(estate, 30, "mailer", Kind.PROCESS_DEATH);
  }

  @Test
  void whatSeveralWaitForMayBeSlowThoughItsErrorsAreMeasured() {
    // given a provider of which only errors are known, and two that were released a while ago
    var estate =
        twoUsersOfOneProvider()
            .signal("provider", Signal.ERRORS, _ -> 0)
            .release("payments", "CHG-1", "2.0.0", -200)
            .signal("inventory", Signal.LATENCY, t -> t >= 0 ? 5 : 0.05)
            .signal("payments", Signal.LATENCY, t -> t >= 1 ? 5 : 0.05)
            .alerts("payments");

    isBlamed(estate, 20, "provider", Kind.EXTERNAL);
    // but what fails at once waits for nobody: then its errors would be seen
    estate.signal("inventory", Signal.LATENCY, _ -> 0.05);
    estate.signal("payments", Signal.LATENCY, _ -> 0.05);
    assertThat(diagnose(estate, 20).causes())
        .extracting(Cause::entity)
        .doesNotContain(service("provider"));
  }

  @Test
  void aReleaseSomeTimeBeforeIsNotActedUponWhereADependencyMayFailUnseen() {
    var estate =
        Estate.shop()
            .calls("payments", "provider")
            .release("payments", "CHG-1", "2.0.0", -90)
            .fails("payments", 0.6, 0)
            .alerts("payments", "checkout-api");

    assertThat(diagnose(estate, 20).cause()).isEmpty();
    // but one right before the fault is
    estate.release("payments", "CHG-2", "2.1.0", -4);
    isBlamed(estate, 20, "payments", Kind.RELEASE);
  }

  @Test
  void whoseOwnLoadNobodyMeasuresHasThatOfItsCallers() {
    // given a database-like service that fills up as its caller is asked for three times as much
    var estate =
        Estate.shop()
            .signal("checkout-api", Signal.RATE, t -> t >= -10 ? 24 : 8)
            .without("inventory", Signal.RATE)
            .signal("inventory", Signal.SATURATION, t -> t >= 0 ? 1 : 0.4)
            .signal("inventory", Signal.LATENCY, t -> t >= 0 ? 2 : 0.05)
            .release("inventory", "CHG-1", "2.0.0", -90)
            .alerts("inventory");

    isBlamed(estate, 20, "inventory", Kind.LOAD);
    assertThat(reasonTexts(diagnose(estate, 20), "inventory"))
        .anyMatch(text -> text.startsWith("its caller checkout-api gets 3 times"));
  }

  @Test
  void aCallersReleaseIsNotActedUponWhereOthersMayAskForMoreToo() {
    var estate = stampede().calls("search-web", "inventory");

    var diagnosis = diagnose(estate, 20);

    assertThat(diagnosis.cause()).isEmpty();
    assertThat(diagnosis.causes().getFirst().entity()).isEqualTo(service("inventory"));
    assertThat(diagnosis.causes()).extracting(Cause::change).contains("CHG-7");
  }

  @Test
  void whatIsFullOnlyLaterIsNotExhausted() {
    var full =
        Estate.shop()
            .fails("inventory", 0.6, 0)
            .signal("inventory", Signal.SATURATION, t -> t >= 40 ? 1 : 0.3)
            .alerts("inventory");
    assertThat(reasonTexts(diagnose(full, 60), "inventory"))
        .doesNotContain("it's full at its usual load");

    full.signal("inventory", Signal.SATURATION, t -> t >= 2 ? 1 : 0.3);

    assertThat(reasonTexts(diagnose(full, 60), "inventory"))
        .contains("it's full at its usual load");
  }

  @Test
  void replicasThatWereEnoughForMinutesAreNoReason() {
    var estate =
        Estate.shop()
            .fails("inventory", 0.6, 0)
            .signal("inventory", Signal.SATURATION, t -> t >= 0 ? 1 : 0.3)
            .signal("inventory", Signal.REPLICAS, t -> t >= -100 ? 2 : 4)
            .measured(2, -600, -120)
            .alerts("inventory");
    assertThat(reasonTexts(diagnose(estate, 30), "inventory"))
        .doesNotContain("fewer than usual share it");

    estate.signal("inventory", Signal.REPLICAS, t -> t >= -10 ? 2 : 4);

    assertThat(reasonTexts(diagnose(estate, 30), "inventory"))
        .contains("fewer than usual share it");
  }

  @Test
  void blipsShortlyAfterEachOtherAreNoBlips() {
    // given a service that is away for 10 s of every 40 s, looked at every 15 s
    var estate =
        Estate.shop()
            .signal("inventory", Signal.UP, t -> t >= 0 && t % 40 < 10 ? 0 : 1)
            .signal("checkout-api", Signal.ERRORS, t -> t >= 0 ? 0.3 : 0)
            .measured(15, -900, -300)
            .alerts("checkout-api");

    isBlamed(estate, 150, "inventory", Kind.PROCESS_DEATH);
  }

  @Test
  void twoGaugesThatEndTogetherAreADeathThoughNobodyAsksWhetherItIsUp() {
    var estate =
        Estate.shop()
            .without("inventory", Signal.UP)
            .signal("inventory", Signal.SATURATION, t -> t >= 0 ? Double.NaN : 0.3)
            .signal("inventory", Signal.RESTARTS, t -> t >= 0 ? Double.NaN : 0)
            .fails("checkout-api", 1, 1)
            .alerts("checkout-api");

    isBlamed(estate, 30, "inventory", Kind.PROCESS_DEATH);
  }
}
