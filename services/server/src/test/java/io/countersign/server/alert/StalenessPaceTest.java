package io.countersign.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A staleness time of 400 s, so a look each 20 s, and none in the 200 s after an outage. */
class StalenessPaceTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(400);

  private final StalenessPace pace = new StalenessPace(T0);

  @Test
  void afterAStartSourcesGetHalfOfTheTimeThenItLooksNowAndThen() {
    assertThat(firstLook(1, 500)).isEqualTo(200);
    assertThat(firstLook(201, 500)).isEqualTo(220);
  }

  @Test
  void afterTheRecordDidNotAnswerTheyGetItAgain() {
    assertThat(firstLook(1, 300)).isEqualTo(200);
    assertThat(firstLook(900, 2_000)).isEqualTo(1_100);
  }

  @Test
  void aRoundThatIsABitLateIsNoOutage() {
    assertThat(firstLook(1, 300)).isEqualTo(200);
    assertThat(firstLook(219, 500)).isEqualTo(220);
  }

  /** A round each second. */
  private long firstLook(long from, long until) {
    for (long second = from; second < until; second++) {
      if (pace.isTimeToLook("am", PATIENCE, T0.plusSeconds(second))) {
        return second;
      }
    }
    return -1;
  }
}
