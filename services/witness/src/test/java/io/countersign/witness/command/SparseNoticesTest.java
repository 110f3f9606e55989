package io.countersign.witness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SparseNoticesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-28T10:00:00Z");
  private final SparseNotices notices = new SparseNotices(new PrintStream(out), () -> now);

  @Test
  void ofManyOneIsToldAndHowManyWerent() {
    for (int i = 0; i < 1_000; i++) {
      notices.accept("again");
    }
    now = now.plusSeconds(10);
    notices.accept("and again");
    now = now.minusSeconds(3_600); // a clock that goes back silences nothing for an hour
    notices.accept("at last");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            2026-11-28T10:00:00Z again
            2026-11-28T10:00:10Z and again (999 further notices left out)
            2026-11-28T09:00:10Z at last
            """);
  }
}
