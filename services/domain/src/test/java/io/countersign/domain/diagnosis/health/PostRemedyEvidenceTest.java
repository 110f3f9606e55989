package io.countersign.domain.diagnosis.health;

import static io.countersign.domain.testing.CatalogFixtures.calls;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Diagnoses.isBlamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.domain.diagnosis.VerifiedRemedies;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import io.countersign.domain.testing.Estate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two faults below one caller: the first was remedied at second 60; it's second 90 now. */
class PostRemedyEvidenceTest {
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");
  private static final int NOW = 90;
  private static final EntityId WEB = service("web");
  private static final EntityId ORDERS = service("orders");
  private static final EntityId STOCK = service("stock");
  private static final Topology TOPOLOGY =
      new Topology(
          List.of(new Entity(WEB, "shop", 1, true)),
          List.of(calls(WEB, ORDERS), calls(WEB, STOCK)));

  private final List<Evidence.Series> series = new ArrayList<>();

  private interface Value {
    double at(int second);
  }

  @Test
  void aFaultThatIsOverIsNotDiagnosedAgain() {
    errors(WEB, at -> at < 60 ? 0.5 : 0);
    errors(ORDERS, at -> at < 60 ? 0.6 : 0);

    assertThat(diagnose(evidence()).findsNothingUnhealthy()).isFalse();
    assertThat(afterwards(Set.of(ORDERS)).findsNothingUnhealthy()).isTrue();
  }

  @Test
  void theSecondFaultIsFoundThoughItsCallerFailedBeforeIt() {
    errors(WEB, _ -> 0.5);
    errors(ORDERS, at -> at < 60 ? 0.6 : 0);
    up(STOCK, at -> at < 40 ? 1 : 0);

    isBlamed(afterwards(Set.of(ORDERS)), STOCK, Cause.Kind.PROCESS_DEATH);
  }

  @Test
  void whatFailsOnKeepsItsHistory() {
    errors(STOCK, at -> at < 20 ? 0 : 0.6);

    var kept = after(Set.of(ORDERS), START);
    assertThat(kept.series()).isEqualTo(series);
  }

  @Test
  void whatWasMeasuredBeforeTheRemedysProofBeganTellsOfTheOldFault() {
    errors(ORDERS, at -> at < 60 ? 0.6 : 0);
    errors(WEB, at -> at < NOW - 4 ? 0.6 : 0);

    assertThat(diagnose(after(Set.of(ORDERS), START.plusSeconds(60))).findsNothingUnhealthy())
        .isFalse();
    assertThat(diagnose(after(Set.of(ORDERS), START.plusSeconds(NOW - 4))).findsNothingUnhealthy())
        .isTrue();
  }

  @Test
  void aRestartThatWasTheRemedyIsNoSymptom() {
    errors(ORDERS, at -> at < 60 ? 0.6 : 0);
    add(ORDERS, Signal.RESTARTS, at -> at < 58 ? 1000 : 1058);

    assertThat(afterwards(Set.of(ORDERS)).findsNothingUnhealthy()).isTrue();
  }

  private void errors(EntityId entity, Value value) {
    add(entity, Signal.ERRORS, at -> at < 0 ? 0 : value.at(at));
  }

  private void up(EntityId entity, Value value) {
    add(entity, Signal.UP, at -> at < 0 ? 1 : value.at(at));
  }

  private void add(EntityId entity, Signal signal, Value value) {
    series.add(
        new Evidence.Series(
            entity,
            signal,
            series(-120, -1, value),
            series(0, NOW, value),
            "m" + (series.size() + 1)));
  }

  private static TimeSeries series(int from, int to, Value value) {
    return new TimeSeries(
        Duration.ofSeconds(1),
        IntStream.rangeClosed(from, to)
            .mapToObj(s -> new TimeSeries.Point(START.plusSeconds(s), value.at(s)))
            .toList());
  }

  private Diagnosis afterwards(Set<EntityId> remedied) {
    return diagnose(after(remedied, START));
  }

  private Evidence after(Set<EntityId> remedied, Instant since) {
    return PostRemedyEvidence.of(
        evidence(),
        Estate.THRESHOLDS,
        new VerifiedRemedies(remedied, since),
        Duration.ofSeconds(15));
  }

  private static Diagnosis diagnose(Evidence evidence) {
    return Diagnoser.diagnose(2, 1, evidence, Estate.THRESHOLDS);
  }

  private Evidence evidence() {
    var alert =
        new IncidentAlert(
            AlertId.of("am", "1", START), WEB, "HighErrorRate", Severity.CRITICAL, "errors", START);
    var claims =
        series.stream()
            .map(
                it ->
                    new Claim(
                        it.claim(), "prometheus", "q", START, START, 1, Digest.ofJson(""), "seen"))
            .toList();
    return new Evidence(
        List.of(alert),
        TOPOLOGY,
        series,
        List.of(),
        List.of(),
        List.of(),
        claims,
        List.of(),
        List.of(),
        START.plusSeconds(NOW));
  }
}
