package io.countersign.server.remediation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.calendar.WindowState.State;
import io.countersign.domain.policy.PolicyInput;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowAsSeenTest {
  private static final Instant NOW = Instant.parse("2026-11-27T02:00:00Z");
  private static final CalendarId RELEASE_WEEK = CalendarId.named("release-week").orElseThrow();

  private static WindowState of(State state, int secondsLeft) {
    return new WindowState(
        state, RELEASE_WEEK, NOW, NOW.plusSeconds(secondsLeft), State.OPEN, null);
  }

  @Test
  void withoutACalendarItIsOpenAndStaysSo() {
    assertThat(WindowAsSeen.of(Stream.of(WindowState.always(NOW)), NOW))
        .isEqualTo(PolicyInput.Window.OPEN);
  }

  /** Of several targets, the one that is held most counts. */
  @Test
  void aFreezeOfOneTargetIsAFreeze() {
    var open = of(State.OPEN, 60);
    var blackedOut = of(State.BLACKED_OUT, 120);
    var frozen = of(State.FROZEN, 3_600);
    assertThat(WindowAsSeen.of(Stream.of(open, frozen, blackedOut), NOW))
        .isEqualTo(new PolicyInput.Window("frozen", "release-week", 3_600));
    assertThat(WindowAsSeen.of(Stream.of(blackedOut, open), NOW).state()).isEqualTo("blacked-out");
  }

  @Test
  void whatLiesMoreThanAYearAheadIsAYear() {
    assertThat(WindowAsSeen.of(Stream.of(of(State.CLOSED, 400 * 86_400)), NOW))
        .isEqualTo(new PolicyInput.Window("closed", "release-week", 365 * 86_400));
  }
}
