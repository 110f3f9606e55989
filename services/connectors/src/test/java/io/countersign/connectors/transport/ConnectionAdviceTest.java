package io.countersign.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator is told to do fits what went wrong. */
class ConnectionAdviceTest {
  /** The target is at fault in these only. */
  private static final Set<FailureCode> OF_TARGETS =
      EnumSet.of(FailureCode.STALE, FailureCode.UNHEALTHY, FailureCode.DRY_RUN_ACTED);

  /** The place where each is mended. */
  private static final Map<FailureCode, String> MENDED =
      Map.ofEntries(
          Map.entry(FailureCode.UNREACHABLE, "`url`"),
          Map.entry(FailureCode.TIMEOUT, "`timeoutSeconds`"),
          Map.entry(FailureCode.UNAUTHORISED, "credential"),
          Map.entry(FailureCode.NOT_FOUND, "path in `url`"),
          Map.entry(FailureCode.REFUSED, "request"),
          Map.entry(FailureCode.BAD_ANSWER, "log"),
          Map.entry(FailureCode.CONTENT_CHANGED, "who changed"),
          Map.entry(FailureCode.CONTENT_UNBOUND, "`unbound`"),
          Map.entry(FailureCode.OUTPUT_TOO_LARGE, "write less"),
          Map.entry(FailureCode.WAITING, "people in that system"),
          Map.entry(FailureCode.STALE, "expected state"),
          Map.entry(FailureCode.UNHEALTHY, "healthy"),
          Map.entry(FailureCode.DRY_RUN_ACTED, "`dryRun`"));

  @ParameterizedTest
  @EnumSource
  void saysWhereItIsMended(FailureCode code) {
    var advice = ConnectionAdvice.advice(code);
    assertThat(advice).contains(MENDED.get(code));
    assertThat(advice.startsWith("Look at the target")).isEqualTo(OF_TARGETS.contains(code));
  }

  @Test
  void noTwoAreTheSame() {
    assertThat(Arrays.stream(FailureCode.values()).map(ConnectionAdvice::advice))
        .doesNotHaveDuplicates();
  }
}
