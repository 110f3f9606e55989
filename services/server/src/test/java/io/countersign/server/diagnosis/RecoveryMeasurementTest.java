package io.countersign.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryEvidenceSource;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.domain.testing.Estate;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.intake.SourceShortcomings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Only what somebody measures can say that it's over; what nobody measures is left out. */
class RecoveryMeasurementTest {
  private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant NOW = FIRST.plus(Duration.ofMinutes(10));

  private final MemoryEvidenceSource signals = new MemoryEvidenceSource("prometheus");
  private final Connections connections = new Connections(List.of(signals));
  private final RecoveryMeasurement recovery =
      new RecoveryMeasurement(
          new RecoveryProbes(connections, LoopSettings.DEFAULT, Estate.THRESHOLDS),
          new ProbeMeasurement(connections),
          connections);

  private List<Claim> asked = List.of();

  RecoveryMeasurementTest() {
    signals.measure(Signal.ERRORS, "errors:${name}");
  }

  @Test
  void whatAKindsQueryHasNeverAnsweredForIsLeftOut() {
    gather("batch-job");
    assertThat(readings("batch-job")).isEmpty();
  }

  /** A Prometheus that lost its data resolves alerts, too. */
  @Test
  void whatWasMeasuredWhenItWasDiagnosedStaysOpenWhereTheSourceLostIt() {
    signals.put("errors:web", series(0, 60, 1));
    gather("web");
    signals.put("errors:web", List.of());
    assertThat(readings("web"))
        .singleElement()
        .satisfies(reading -> assertThat(reading.holds()).isFalse());
  }

  @Test
  void beforeAnythingWasAskedNothingIsLeftOut() {
    assertThat(readings("batch-job")).hasSize(1);
  }

  @Test
  void whatIsMeasuredBesideItDecides() {
    gather("batch-job", "web");
    signals.put("errors:web", series(0, 600, 0));
    assertThat(readings("batch-job", "web"))
        .singleElement()
        .satisfies(reading -> assertThat(reading.holds()).isTrue());
    signals.put("errors:web", series(0, 600, 1));
    assertThat(readings("batch-job", "web"))
        .singleElement()
        .satisfies(reading -> assertThat(reading.holds()).isFalse());
  }

  /** Its metrics have gone with it: that is no recovery. */
  @Test
  void whatWasMeasuredBeforeItFellSilentDoesNotHold() {
    gather("web");
    signals.put("errors:web", series(-15, 60, 1));
    assertThat(readings("web"))
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.value()).isEqualTo(ProbeReading.NONE);
              assertThat(reading.holds()).isFalse();
            });
    signals.put("errors:web", series(-18, -12, 0));
    assertThat(readings("web")).hasSize(1);
  }

  @Test
  void whatCannotBeAskedIsNotLeftOut() {
    signals.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down"));
    assertThat(readings("web"))
        .singleElement()
        .satisfies(reading -> assertThat(reading.value()).isEqualTo(ProbeReading.UNANSWERED));
  }

  /** So that nobody asks again and again meanwhile. */
  @Test
  void theLastValueAgainstItSaysWhenItCanHoldAtTheEarliest() {
    signals.put("errors:web", series(0, 593, 1));
    var probes = new RecoveryProbes(connections, LoopSettings.DEFAULT, Estate.THRESHOLDS);
    var measured = new ProbeMeasurement(connections).measure(probes.of(List.of(alert("web"))), NOW);
    var stability = LoopSettings.DEFAULT.stability();
    assertThat(measured.earliest()).isEqualTo(FIRST.plusSeconds(594).plus(stability));
    signals.put("errors:web", series(0, 600, 0));
    assertThat(
            new ProbeMeasurement(connections)
                .measure(probes.of(List.of(alert("web"))), NOW)
                .earliest())
        .isNull();
  }

  private List<ProbeReading> readings(String... services) {
    return recovery.measure(
        Arrays.stream(services).map(RecoveryMeasurementTest::alert).toList(), () -> asked, NOW);
  }

  private void gather(String... services) {
    var entities = Arrays.stream(services).map(it -> EntityId.service("rig", it)).toList();
    var shortcomings = new SourceShortcomings(() -> NOW);
    asked =
        new SignalEvidence(connections, new BoundedFanOut(4), shortcomings)
            .about(entities, FIRST, NOW)
            .claims();
  }

  private static IncidentAlert alert(String service) {
    return new IncidentAlert(
        new AlertId("0123456789abcdef".repeat(4)),
        EntityId.service("rig", service),
        "Fails",
        Severity.CRITICAL,
        "errors",
        FIRST);
  }

  /** A value a second, from and to so many seconds after the first alert. */
  private static List<LabelledSeries> series(int from, int to, double value) {
    var points =
        IntStream.rangeClosed(from, to)
            .mapToObj(second -> new TimeSeries.Point(FIRST.plusSeconds(second), value))
            .toList();
    return List.of(LabelledSeries.of(Map.of(), Duration.ofSeconds(1), points));
  }
}
