package io.countersign.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleGridTest {
  private static final Instant TO = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void aShortWindowIsAskedForAsConfigured() {
    var grid = grid(15, 600, 100, 1);
    assertThat(grid.step()).isEqualTo(Duration.ofSeconds(15));
    assertThat(grid.from()).isEqualTo(TO.minusSeconds(705));
    assertThat(grid.windowFrom()).isEqualTo(TO.minusSeconds(100));
    assertThat(grid.to()).isEqualTo(TO);
  }

  /** Hours after the first alert, over a wide estate, and as long as an incident may stay open. */
  @ParameterizedTest
  @CsvSource({
    "1, 120, 14400, 3500",
    "1, 120, 14400, 7",
    "15, 600, 2592000, 3500",
    "1, 86400, 60, 3500",
    "1, 86400, 2592000, 1",
    "3600, 86400, 60, 100000",
  })
  void thePointsAreBoundedAndTheBaselineStaysUseful(
      int step, int baseline, int window, int signals) {
    var grid = grid(step, baseline, window, signals);
    var points = seconds(grid.from(), TO) / grid.step().toSeconds() + 1;
    assertThat(points).isLessThanOrEqualTo(10_001);
    assertThat(points * Math.min(signals, SampleGrid.MOST_POINTS / 60))
        .isLessThanOrEqualTo(SampleGrid.MOST_POINTS + 2L * signals);
    var before = seconds(grid.from(), grid.windowFrom());
    assertThat(before).isGreaterThanOrEqualTo(baseline);
    assertThat(before / grid.step().toSeconds()).isGreaterThanOrEqualTo(15);
    assertThat(seconds(grid.from(), TO) % grid.step().toSeconds()).isZero();
  }

  private static SampleGrid grid(int step, int baseline, int window, int signals) {
    return SampleGrid.of(
        Duration.ofSeconds(step),
        Duration.ofSeconds(baseline),
        TO.minusSeconds(window),
        TO,
        signals);
  }

  private static long seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }
}
