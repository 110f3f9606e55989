package io.countersign.domain.diagnosis.scoring;

import static io.countersign.domain.diagnosis.scoring.EstateScenes.crash;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.twoUsersOfOneProvider;
import static io.countersign.domain.testing.Diagnoses.diagnose;
import static io.countersign.domain.testing.Diagnoses.isBlamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.testing.Estate;
import org.junit.jupiter.api.Test;

/** Judging by signals that are few, end at different times, or tell of something that was meant. */
class DiagnoserSignalsTest {
  @Test
  void noneOfItRunsIsADeathThoughWhatRunsItStillTellsSo() {
    var estate =
        crash()
            .without("inventory", Signal.UP)
            .signal("inventory", Signal.REPLICAS, t -> t >= 0 ? 0 : 3);

    isBlamed(estate, 12, "inventory", Kind.PROCESS_DEATH);
  }

  @Test
  void itIsGoneAsSoonAsItsGaugesEndThoughARateLingers() {
    // given a service that discovery drops, and rates over a window of a minute
    var estate =
        Estate.shop()
            .without("inventory", Signal.SATURATION)
            .signal("inventory", Signal.UP, t -> t >= 0 ? Double.NaN : 1)
            .signal("inventory", Signal.RATE, t -> t >= 55 ? Double.NaN : 8)
            .signal("inventory", Signal.ERRORS, t -> t >= 55 ? Double.NaN : 0)
            .fails("checkout-api", 1, 0)
            .alerts("checkout-api");

    // then before the rates end, and once they have ended long after the callers' failures began
    isBlamed(estate, 30, "inventory", Kind.PROCESS_DEATH);
    isBlamed(estate, 75, "inventory", Kind.PROCESS_DEATH);
  }

  @Test
  void aReleasesOwnShortRestartIsNoFault() {
    // given a neighbour that was away for three seconds since it was released
    var estate =
        Estate.shop()
            .release("payments", "CHG-7", "2.0.0", -12)
            .signal("payments", Signal.UP, t -> t >= -10 && t < -7 ? 0 : 1)
            .gone("inventory", 0)
            .fails("checkout-api", 1, 1)
            .alerts("checkout-api");

    isBlamed(estate, 20, "inventory", Kind.PROCESS_DEATH);
  }

  @Test
  void whatRestartsByItselfMakesItsCallersFailFromWhenItWentAway() {
    // given no other signal of the crash than a counter that moves once it's back
    var estate =
        Estate.shop()
            .without("inventory", Signal.UP)
            .signal(
                "inventory",
                Signal.RESTARTS,
                t -> t < 0 ? 0 : t < 30 ? Double.NaN : t < 60 ? 1 : t < 90 ? Double.NaN : 2)
            .signal("checkout-api", Signal.ERRORS, t -> t >= 0 && t % 60 < 30 ? 0.4 : 0)
            .alerts("checkout-api");

    isBlamed(estate, 110, "inventory", Kind.RESOURCE_EXHAUSTION);
  }

  @Test
  void whatIsMeasuredButNotItsFailuresMayHideWhatLiesBelow() {
    // given frontend calls checkout-api, of which only the rate is known, calls inventory
    var estate =
        Estate.shop()
            .without("checkout-api", Signal.ERRORS)
            .without("checkout-api", Signal.LATENCY)
            .gone("inventory", 0)
            .fails("frontend", 0.6, 1)
            .alerts("frontend");

    isBlamed(estate, 20, "inventory", Kind.PROCESS_DEATH);
  }

  @Test
  void whatHasLongBeenWellAgainDoesNotExplainWhatStillFails() {
    // given a short hiccup of payments just as checkout-api broke for good
    var estate =
        Estate.shop()
            .release("checkout-api", "CHG-8", "2.0.0", -5)
            .fails("checkout-api", 0.6, 1)
            .signal("payments", Signal.ERRORS, t -> t >= 0 && t < 12 ? 0.4 : 0)
            .alerts("checkout-api");

    isBlamed(estate, 60, "checkout-api", Kind.RELEASE);
  }

  @Test
  void whatSeveralSufferFromAtOnceIsTheCauseThoughNobodyMeasuresIt() {
    // given two services that use one provider and were released some time before
    var estate =
        twoUsersOfOneProvider()
            .release("payments", "CHG-1", "2.0.0", -200)
            .release("inventory", "CHG-2", "2.0.0", -300)
            .fails("checkout-api", 0.6, 1)
            .alerts("checkout-api");

    isBlamed(estate, 20, "provider", Kind.EXTERNAL);
  }

  @Test
  void whatPassesALoadOnIsNotExplainedByWhatHadMoreOfItForAWhile() {
    // given three times the usual load: payments was slow for a moment, checkout-api stays full
    var estate =
        Estate.shop()
            .signal("checkout-api", Signal.RATE, t -> t >= -5 ? 24 : 8)
            .signal("checkout-api", Signal.SATURATION, t -> t >= 0 ? 1 : 0.4)
            .fails("checkout-api", 0.5, 1)
            .signal("payments", Signal.RATE, t -> t >= -5 ? 20 : 8)
            .signal("payments", Signal.LATENCY, t -> t >= 0 && t < 8 ? 0.9 : 0.05)
            .alerts("checkout-api");

    isBlamed(estate, 15, "checkout-api", Kind.LOAD);
  }

  @Test
  void anOlderReleaseIsNotActedUponWhereABlindDependencyWasReleasedAfterIt() {
    var estate =
        Estate.shop()
            .without("payments", Signal.ERRORS)
            .release("checkout-api", "CHG-1", "2.0.0", -400)
            .release("payments", "CHG-2", "2.0.0", -2)
            .fails("checkout-api", 0.6, 0)
            .alerts("checkout-api");

    var diagnosis = diagnose(estate, 20);

    assertThat(diagnosis.cause()).isEmpty();
    assertThat(diagnosis.causes().getFirst().reasons())
        .anyMatch(reason -> reason.points() < 0 && reason.text().contains("payments"));
  }
}
