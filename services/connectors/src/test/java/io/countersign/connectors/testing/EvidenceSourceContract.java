package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of every source of evidence. */
public abstract class EvidenceSourceContract {
  protected static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
  protected static final Duration STEP = Duration.ofSeconds(1);

  protected abstract EvidenceSource source();

  /** What the query finds from now on, values that aren't numbers among it. */
  protected abstract void given(String query, List<LabelledSeries> series);

  /** Whether it takes NaN for no point at all, as VictoriaMetrics does. */
  protected boolean leavesOutNaN() {
    return false;
  }

  /** Nothing answers any more. */
  protected abstract void down();

  /** One value a second from {@link #T0} on. */
  protected static LabelledSeries series(String service, double... values) {
    var points = new ArrayList<TimeSeries.Point>();
    for (int i = 0; i < values.length; i++) {
      points.add(new TimeSeries.Point(T0.plusSeconds(i), values[i]));
    }
    return LabelledSeries.of(Map.of("service", service), STEP, points);
  }

  @Test
  void answersTheRangeWithBothItsEnds() {
    given("q", List.of(series("a", 1, 2, 3, 4, 5)));
    var found = ask(T0.plusSeconds(1), T0.plusSeconds(3)).series();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().labels()).containsExactly(Map.entry("service", "a"));
    assertThat(found.getFirst().series().points())
        .containsExactly(
            new TimeSeries.Point(T0.plusSeconds(1), 2),
            new TimeSeries.Point(T0.plusSeconds(2), 3),
            new TimeSeries.Point(T0.plusSeconds(3), 4));
  }

  @Test
  void nothingFoundIsAnAnswer() {
    given("q", List.of());
    assertThat(ask(T0, T0.plusSeconds(9)).series()).isEmpty();
  }

  @Test
  void whatIsNoNumberIsToldApartFromWhatIsntThere() {
    given("q", List.of(series("a", 1, Double.NaN, Double.POSITIVE_INFINITY, 4)));
    var found = ask(T0, T0.plusSeconds(9)).series().getFirst();
    assertThat(found.series().points())
        .extracting(TimeSeries.Point::value)
        .containsExactly(1.0, 4.0);
    var infinite = new TimeSeries.Point(T0.plusSeconds(2), Double.POSITIVE_INFINITY);
    assertThat(found.nonNumbers()).contains(infinite).hasSize(leavesOutNaN() ? 1 : 2);
  }

  @Test
  void aSeriesWithoutAnyNumberIsAnAnswer() {
    double none = leavesOutNaN() ? Double.POSITIVE_INFINITY : Double.NaN;
    given("q", List.of(series("a", none, none)));
    var found = ask(T0, T0.plusSeconds(9)).series().getFirst();
    assertThat(found.series().isEmpty()).isTrue();
    assertThat(found.nonNumbers()).hasSize(2);
  }

  @Test
  void theSameDataHasTheSameDigestInWhateverOrderItCame() {
    given("q", List.of(series("a", 1, 2), series("b", 3)));
    var first = ask(T0, T0.plusSeconds(9));
    given("q", List.of(series("b", 3), series("a", 1, 2)));
    assertThat(ask(T0, T0.plusSeconds(9))).isEqualTo(first);
    given("q", List.of(series("a", 1, 2), series("b", 4)));
    assertThat(ask(T0, T0.plusSeconds(9)).digest()).isNotEqualTo(first.digest());
  }

  @Test
  void beingDownIsToldWithAdvice() {
    assertThat(source().check().ok()).isTrue();
    down();
    var failed = Outcomes.failed(source().range("q", T0, T0.plusSeconds(9), STEP));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.category()).isEqualTo(FailureCategory.EXTERNAL);
    assertThat(source().check().ok()).isFalse();
    assertThat(source().check().advice()).isNotBlank();
  }

  private RangeAnswer ask(Instant from, Instant to) {
    return Outcomes.value(source().range("q", from, to, STEP));
  }
}
