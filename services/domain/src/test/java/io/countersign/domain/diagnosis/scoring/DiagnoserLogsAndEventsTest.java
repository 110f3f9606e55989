package io.countersign.domain.diagnosis.scoring;

import static io.countersign.domain.diagnosis.scoring.EstateScenes.creepingErrors;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.stampede;
import static io.countersign.domain.diagnosis.scoring.EstateScenes.twoThatFailAlike;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Diagnoses.best;
import static io.countersign.domain.testing.Diagnoses.diagnose;
import static io.countersign.domain.testing.Diagnoses.isBlamed;
import static io.countersign.domain.testing.Diagnoses.noReleaseIsBlamed;
import static io.countersign.domain.testing.Diagnoses.reasons;
import static io.countersign.domain.testing.Estate.smoothed;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.testing.Estate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judging by what error lines, failed requests and events say, and by each entity's own usual. */
class DiagnoserLogsAndEventsTest {
  private static List<Integer> points(Diagnosis diagnosis, String name, String text) {
    return reasons(diagnosis, name).stream()
        .filter(reason -> reason.text().contains(text))
        .map(Cause.Reason::points)
        .distinct()
        .toList();
  }

  @Test
  void whatTheCallersErrorsNameStandsOut() {
    // given two dependencies that fail alike, which is left to a person
    assertThat(diagnose(twoThatFailAlike(), 14).decided()).isFalse();

    // when the caller's errors name one of them, and its failed requests end there
    var named =
        twoThatFailAlike()
            .logs("checkout-api", "payments answered 500", 0, 40, 1)
            .trace("t1", 2, 2, "frontend", "checkout-api", "payments");

    // then that one is the cause
    var diagnosis = diagnose(named, 14);
    isBlamed(diagnosis, "payments", Kind.EXTERNAL);
    assertThat(points(diagnosis, "payments", "errors name it")).containsExactly(10);
    assertThat(points(diagnosis, "payments", "ended here")).containsExactly(10);
    assertThat(points(diagnosis, "checkout-api", "name what it depends on")).containsExactly(-10);
    assertThat(points(diagnosis, "checkout-api", "went on from here")).containsExactly(-10);
  }

  @Test
  void aRequestDoesNotEndAtWhomOnlyWaited() {
    // given a slow service, which fails nothing itself: the trace's last failure is its caller's
    var slow =
        Estate.shop()
            .signal("inventory", Signal.LATENCY, t -> t >= 8 ? 10 : 0.02)
            .fails("checkout-api", 1, 3)
            .logs("checkout-api", "inventory unreachable: TimeoutError", 0, 20, 3)
            .trace("t1", 4, 1, "frontend", "checkout-api", "inventory")
            .alerts("checkout-api");

    var diagnosis = diagnose(slow, 20);

    assertThat(best(diagnosis).entity()).isEqualTo(service("inventory"));
    assertThat(points(diagnosis, "checkout-api", "ended here")).isEmpty();
  }

  @Test
  void errorsThatAreOldNewsSayNothing() {
    var usual = twoThatFailAlike().logs("checkout-api", "payments answered 500", 60, 80, 1);
    var single = twoThatFailAlike().logs("checkout-api", "payments answered 500", 0, 2, 1);

    for (var estate : List.of(usual, single)) {
      assertThat(diagnose(estate, 14).decided()).isFalse();
    }
  }

  @Test
  void aProviderOutsideIsNoReleasesFault() {
    // given a release of the service minutes before, and errors that name an address elsewhere
    var outage =
        Estate.shop()
            .release("catalog", "CHG-2", "2.8.0", -240)
            .fails("catalog", 1, 0)
            .logs("catalog", "GET https://cdn.example.net/v1 answered 503", 0, 50, 1)
            .alerts("catalog");

    isBlamed(diagnose(outage, 14), "catalog", Kind.EXTERNAL);
  }

  @Test
  void aReleaseThatBreaksTheCallsToAProviderRightAwayIsStillBlamed() {
    var broken =
        Estate.shop()
            .release("catalog", "CHG-2", "2.8.0", -2)
            .fails("catalog", 1, 0)
            .logs("catalog", "GET https://cdn.example.net/v1 answered 401", 0, 50, 1)
            .alerts("catalog");

    assertThat(best(diagnose(broken, 14)).change()).isEqualTo("CHG-2");
  }

  @Test
  void whatRanOutByDateIsNoReleasesFaultHoweverNearItWas() {
    var expired =
        Estate.shop()
            .release("catalog", "CHG-2", "2.8.0", -2)
            .fails("catalog", 1, 0)
            .logs("catalog", "tls: certificate has expired", 0, 50, 1)
            .alerts("catalog");

    assertThat(best(diagnose(expired, 14)).kind()).isEqualTo(Kind.EXTERNAL);
  }

  @Test
  void aLeakIsToldByItsErrorsThoughAReleaseWasNotLongBefore() {
    var leak =
        Estate.shop()
            .release("payments", "CHG-3", "5.3.0", -400)
            .signal("payments", Signal.ERRORS, creepingErrors())
            .logs("payments", "OutOfMemoryError: no buffer for the request", 0, 30, 2)
            .alerts("payments");

    isBlamed(diagnose(leak, 40), "payments", Kind.RESOURCE_EXHAUSTION);
  }

  @Test
  void whatCreptUpRightSinceAReleaseIsTheReleases() {
    var leaky =
        Estate.shop()
            .release("payments", "CHG-3", "5.3.0", -2)
            .signal("payments", Signal.ERRORS, creepingErrors())
            .alerts("payments");

    isBlamed(diagnose(leaky, 40), "payments", Kind.RELEASE);
  }

  @Test
  void aPlatformsEventIsASymptomAndNobodysAct() {
    var killed =
        Estate.shop()
            .change(service("payments"), "oom-killed", "ev-1", null, "5.2.0", null, -1)
            .fails("payments", 0.6, 0)
            .alerts("payments");

    var diagnosis = diagnose(killed, 14);

    isBlamed(diagnosis, "payments", Kind.RESOURCE_EXHAUSTION);
    noReleaseIsBlamed(diagnosis);
    assertThat(points(diagnosis, "payments", "its platform said oom-killed")).contains(20);
  }

  @Test
  void aReleaseWhoseImageIsMissingIsSaidSoByThePlatform() {
    var missing =
        Estate.shop()
            .release("payments", "CHG-4", "5.3.0", -5)
            .change(service("payments"), "err-image-pull", "ev-1", null, null, null, -3)
            .gone("payments", 0)
            .alerts("payments");

    var diagnosis = diagnose(missing, 15);

    isBlamed(diagnosis, "payments", Kind.RELEASE);
    assertThat(points(diagnosis, "payments", "err-image-pull")).contains(15);
  }

  @Test
  void whatIsNotMeasuredIsJudgedByItsErrors() {
    var blind =
        Estate.shop()
            .unmeasured("inventory")
            .release("inventory", "CHG-5", "2.1.0", -5)
            .fails("checkout-api", 0.5, 2)
            .logs("inventory", "no such table: stock", 0, 12, 0)
            .alerts("checkout-api");

    isBlamed(diagnose(blind, 14), "inventory", Kind.RELEASE);
  }

  @Test
  void aSettingIsNamedWithFewerPointsThanARelease() {
    var flag =
        Estate.shop()
            .change(service("payments"), "flag", "new-ledger", null, null, null, -2)
            .fails("payments", 0.5, 0)
            .alerts("payments");

    var cause = best(diagnose(flag, 14));

    assertThat(cause.change()).isEqualTo("new-ledger");
    assertThat(cause.toVersion()).isNull();
    assertThat(cause.reasons()).extracting(Cause.Reason::points).contains(20);
    var released = flag.release("payments", "CHG-6", "5.3.0", -3);
    assertThat(best(diagnose(released, 14)).change()).isEqualTo("CHG-6");
  }

  @Test
  void ofTwoReleasesTheErrorsPointToTheOneThatTouchedWhatTheyName() {
    var estate =
        Estate.shop()
            .release("catalog", "CHG-OLD", "2.8.0", -90)
            .release("catalog", "CHG-NEW", "2.9.0", -10)
            .fails("catalog", 0.7, 0)
            .logs("catalog", "relation dashboard_favorites does not exist", 0, 18, 1)
            .alerts("catalog");
    assertThat(best(diagnose(estate, 14)).change()).isEqualTo("CHG-NEW");

    estate.about("CHG-OLD", "add listFavorites to the dashboard");
    estate.about("CHG-NEW", "new colours");

    var cause = best(diagnose(estate, 14));
    assertThat(cause.change()).isEqualTo("CHG-OLD");
    assertThat(cause.reasons()).anyMatch(reason -> reason.text().contains("dashboard, favorites"));
  }

  @Test
  void loadThatACallersReleaseBringsIsThatReleasesFault() {
    var stampede = stampede();

    assertThat(best(diagnose(stampede, 20)).change()).isEqualTo("CHG-7");
    // but not if the caller has as much more to do itself
    stampede.signal("checkout-api", Signal.RATE, smoothed(t -> t >= 0 ? 40 : 8));
    isBlamed(diagnose(stampede, 20), "inventory", Kind.LOAD);
  }

  @Test
  void aProcessThatComesAndGoesIsADeath() {
    var flap =
        Estate.shop()
            .signal("inventory", Signal.UP, t -> t >= 0 && t % 20 < 8 ? 0 : 1)
            .signal("inventory", Signal.RESTARTS, t -> t < 8 ? 0 : t < 28 ? 1 : 2)
            .signal("checkout-api", Signal.ERRORS, t -> t >= 0 && t % 20 < 10 ? 0.9 : 0)
            .alerts("checkout-api", "inventory");

    var diagnosis = diagnose(flap, 35);

    isBlamed(diagnosis, "inventory", Kind.PROCESS_DEATH);
    assertThat(points(diagnosis, "inventory", "comes and goes")).containsExactly(40);
  }

  @Test
  void aFaultThatHealedIsStillToldOf() {
    var healed =
        Estate.shop()
            .fails("catalog", 0, 0)
            .signal("catalog", Signal.ERRORS, t -> t >= 0 && t < 20 ? 0.8 : 0)
            .logs("catalog", "image-cdn (external provider) answered 503", 0, 50, 1)
            .alerts("catalog");

    isBlamed(diagnose(healed, 50), "catalog", Kind.EXTERNAL);
  }

  @Test
  void aBadReleaseAndACrashBelowItAreFoundDeepestFirst() {
    var both =
        Estate.shop()
            .release("checkout-api", "CHG-8", "1.5.0", -1)
            .fails("checkout-api", 0.9, 0)
            .gone("inventory", 2)
            .fails("frontend", 0.9, 0)
            .alerts("checkout-api", "inventory", "frontend");

    var diagnosis = diagnose(both, 20);

    isBlamed(diagnosis, "inventory", Kind.PROCESS_DEATH);
    assertThat(diagnosis.causes()).extracting(Cause::change).contains("CHG-8");
  }

  private static Estate faint() {
    return Estate.shop()
        .measured(300, 9_000_000, 9_180_000)
        .signal("catalog", Signal.LATENCY, t -> t >= 0 && t < 600 ? 0.06 : wobble(t, 0.006))
        .signal("frontend", Signal.LATENCY, t -> t >= 0 && t < 600 ? 0.14 : wobble(t, 0.09))
        .alerts("frontend");
  }

  private static double wobble(double t, double usual) {
    return usual * (1 + 0.05 * Math.sin(t));
  }

  @Test
  void whatIsWithinTheLimitsIsLookedAtByItsOwnUsualEvenOneFromLater() {
    var diagnosis = diagnose(faint(), 900);

    assertThat(best(diagnosis).entity()).isEqualTo(service("catalog"));
    assertThat(points(diagnosis, "catalog", "takes up to")).containsExactly(10);
    assertThat(points(diagnosis, "frontend", "fails too")).containsExactly(-40);
    // and nothing so slight is acted upon by itself
    assertThat(diagnosis.decided()).isFalse();
  }

  @Test
  void whatHasFailedAllAlongIsNotWhyItFailsNow() {
    // given a dependency that is worse off, but has been since before the window began
    var old =
        faint()
            .signal("checkout-api", Signal.LATENCY, t -> t > 8_000_000 ? wobble(t, 0.4) : 3)
            .signal("checkout-api", Signal.ERRORS, t -> t > 8_000_000 ? 0 : 1);

    assertThat(best(diagnose(old, 900)).entity()).isEqualTo(service("catalog"));
  }

  @Test
  void whatFailsForAnyoneCountsFullyBesideAnAlertOnWhatIsHardlyOff() {
    var estate =
        Estate.shop()
            .fails("payments", 0.6, 0)
            .signal("frontend", Signal.ERRORS, smoothed(t -> t >= 0 ? 0.04 : 0))
            .alerts("payments", "frontend");

    assertThat(points(diagnose(estate, 20), "payments", "fails up to")).containsExactly(30);
  }

  @Test
  void whatIsSeldomMeasuredHasNotVanished() {
    var seldom = Estate.shop().fails("checkout-api", 0.5, 0).alerts("checkout-api");
    for (var signal : List.of(Signal.RATE, Signal.ERRORS, Signal.LATENCY)) {
      seldom.signal("inventory", signal, t -> Math.floorMod((long) t, 40) == 0 ? 0.01 : Double.NaN);
    }
    seldom.without("inventory", Signal.UP).without("inventory", Signal.SATURATION);

    assertThat(diagnose(seldom, 35).causes())
        .noneMatch(cause -> cause.kind() == Kind.PROCESS_DEATH);
  }

  @Test
  void fewerReplicasThanUsualThatAreFullAreTooFewForTheLoad() {
    var fewer =
        Estate.shop()
            .signal("payments", Signal.REPLICAS, t -> t >= 0 ? 1 : 3)
            .signal("payments", Signal.SATURATION, smoothed(t -> t >= 0 ? 1.3 : 0.5))
            .fails("payments", 0.4, 2)
            .alerts("payments");

    isBlamed(diagnose(fewer, 20), "payments", Kind.LOAD);
  }

  @Test
  void anAddressThatOnlyCallersMeasureComesAfterTheEntityBehindIt() {
    var endpoint = new EntityId(EntityId.ENDPOINT, "rig", "payments-lb");
    var front =
        Estate.shop()
            .runsOn("checkout-api", endpoint)
            .measured(endpoint, Signal.ERRORS, smoothed(t -> t >= 0 ? 0.5 : 0))
            .fails("payments", 0.5, 0)
            .fails("checkout-api", 0.5, 0)
            .alerts("checkout-api");

    var diagnosis = diagnose(front, 14);

    assertThat(best(diagnosis).entity()).isEqualTo(service("payments"));
    assertThat(diagnosis.causes())
        .filteredOn(cause -> cause.entity().equals(endpoint))
        .allMatch(
            cause ->
                cause.reasons().stream().anyMatch(it -> it.text().contains("only its callers")));
  }
}
