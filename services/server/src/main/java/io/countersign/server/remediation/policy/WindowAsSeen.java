package io.countersign.server.remediation.policy;

import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.policy.PolicyInput;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** The change window that policy looks at: of the plan's target that is in the narrowest one. */
final class WindowAsSeen {
  private WindowAsSeen() {}

  static PolicyInput.Window of(Stream<WindowState> targets, Instant now) {
    return targets
        .max(Comparator.comparing(WindowState::state))
        .map(it -> window(it, now))
        .orElse(PolicyInput.Window.OPEN);
  }

  private static PolicyInput.Window window(WindowState state, Instant now) {
    var calendar = state.calendar();
    return new PolicyInput.Window(
        state.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        calendar == null ? "" : calendar.name(),
        secondsLeft(state, now));
  }

  private static int secondsLeft(WindowState state, Instant now) {
    var until = state.until();
    int most = PolicyInput.Window.OPEN.secondsLeft();
    return until == null ? most : (int) Math.min(Duration.between(now, until).toSeconds(), most);
  }
}
