package io.countersign.bench.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OracleComparisonTest {
  @Test
  void rulesMeanTheSameReadTwice() {
    var comparison = new OracleComparison(7);
    for (int i = 0; i < 300; i++) {
      comparison.rule();
    }
    assertThat(comparison.disagreements()).isZero();
    assertThat(comparison.open()).isGreaterThan(comparison.asked() / 25);
  }
}
