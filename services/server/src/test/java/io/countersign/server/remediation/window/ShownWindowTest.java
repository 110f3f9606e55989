package io.countersign.server.remediation.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.WindowVerdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShownWindowTest {
  private static final Instant OPENS = Instant.parse("2026-12-01T06:00:00Z");
  private static final WindowVerdict CLOSED =
      new WindowVerdict(RefusalCode.WINDOW_CLOSED, "it may begin at " + OPENS, OPENS);

  @Test
  void noTimeIsNamedWhereAHaltHoldsItUpAsWell() {
    var calendars = ShownWindow.shown(RefusalCode.WINDOW_CLOSED, CLOSED, false);
    assertThat(calendars.opensAt()).isEqualTo(OPENS);
    var halted = ShownWindow.shown(RefusalCode.WINDOW_CLOSED, CLOSED, true);
    assertThat(halted.opensAt()).isNull();
    assertThat(halted.text()).contains("by its calendars; execution is halted there");
  }
}
