package io.countersign.policies.diagnosis;

import static io.countersign.domain.diagnosis.Cause.Kind.EXTERNAL;
import static io.countersign.domain.diagnosis.Cause.Kind.RESOURCE_EXHAUSTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.policies.engine.GoldenErrors;
import io.countersign.policies.engine.PolicyFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThresholdsReaderTest {
  private static final PolicyFile SIGNS =
      new PolicyFile("s", "events: {back-off: process-death}\nwords: {load: [overloaded]}\n");

  @Test
  void theShippedFileIsReadWhole() {
    var thresholds = ThresholdsReader.shipped();

    assertThat(thresholds.errorRatio()).isEqualTo(0.05);
    assertThat(thresholds.loadFactor()).isEqualTo(1.5);
    assertThat(thresholds.changeLookback()).isEqualTo(Duration.ofMinutes(30));
    assertThat(thresholds.onsetTolerance()).isEqualTo(Duration.ofSeconds(15));
    assertThat(thresholds.minimumScore()).isEqualTo(50);
    assertThat(thresholds.margin()).isEqualTo(15);
    assertThat(thresholds.marginWithin()).isEqualTo(5);
    assertThat(thresholds.closer().deviations()).isEqualTo(5);
    assertThat(thresholds.indicators().events()).containsEntry("oom-killed", RESOURCE_EXHAUSTION);
    assertThat(thresholds.indicators().words().get(EXTERNAL)).contains("external provider");
  }

  @Test
  void whatIsMissingUnknownOrOutOfRangeIsToldAtOnce() {
    var text =
        """
        unhealthy: {errorRatio: 5}
        order: {onsetToleranceSeconds: 15, gradualRiseSeconds: -1, mood: 1}
        decision: {minimumScore: 50, margin: 15}
        """;

    var errors = GoldenErrors.errors(ThresholdsReader.compile(new PolicyFile("t", text), SIGNS));

    assertThat(errors)
        .contains("t:1:1: \"changes\" is missing")
        .contains("t:1:25: has to be 0 to 1, not 5")
        .contains("t:1:12: \"saturation\" is missing")
        .contains("t:2:56: has to be 0 to 604800, not -1")
        .contains("t:2:60: unknown key \"mood\"");
  }

  @Test
  void aSignOfAnUnknownKindOrOneThatCanNeverMatchIsRefused() {
    var text =
        """
        events: {evicted: bad-luck}
        words: {load: [Overloaded], mood: [bad]}
        """;

    var thresholds = new PolicyFile("t", "a: 1");
    var errors =
        GoldenErrors.errors(ThresholdsReader.compile(thresholds, new PolicyFile("s", text)));

    assertThat(errors)
        .contains("\"bad-luck\" is none of")
        .contains("lower case is wanted here, not \"Overloaded\"")
        .contains("unknown key \"mood\"");
  }
}
