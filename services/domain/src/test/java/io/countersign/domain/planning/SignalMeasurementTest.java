package io.countersign.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignalMeasurementTest {
  private static final Instant FAULT = Instant.parse("2026-05-01T10:00:00Z");
  private static final Instant NOW = FAULT.plusSeconds(40);

  @Test
  void whatIsUsualLiesBeforeTheFaultAndWhatIsNowAtTheEnd() {
    var measured = measured(List.of(), at -> at < 0 ? 0.1 : at < 36 ? 1 : 2.25);
    assertThat(measured.usual()).hasValue(0.1);
    assertThat(measured.now()).hasValue(2.25);
  }

  @Test
  void oldAndUnusableValuesAreNotOfNow() {
    assertThat(measured(List.of(), at -> at < 20 ? 1 : Double.NaN).now()).isEmpty();
    assertThat(measured(List.of(), _ -> Double.NaN).known()).isFalse();
  }

  @Test
  void aMoveCountsUnlessAChangeAccountsForIt() {
    assertThat(measured(List.of(), at -> at < -20 ? 1 : 2).moves()).isZero();
    assertThat(measured(List.of(), at -> at < 10 ? 1 : at < 20 ? 2 : 3).moves()).isEqualTo(2);
    assertThat(measured(List.of(FAULT.plusSeconds(9)), at -> at < 10 ? 1 : 2).moves()).isZero();
    assertThat(measured(List.of(FAULT.minusSeconds(30)), at -> at < 10 ? 1 : 2).moves())
        .isEqualTo(1);
  }

  private interface Value {
    double at(int second);
  }

  private static SignalMeasurement measured(List<Instant> changes, Value value) {
    var points =
        IntStream.rangeClosed(-60, 40)
            .mapToObj(s -> new TimeSeries.Point(FAULT.plusSeconds(s), value.at(s)))
            .toList();
    return SignalMeasurement.of(new TimeSeries(Duration.ofSeconds(1), points), FAULT, NOW, changes);
  }
}
