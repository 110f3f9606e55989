package io.countersign.server.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.log.LogProgress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogHealthTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant LATELY = NOW.minus(LogHealth.PATIENCE);
  private static final Instant LONG_AGO = LATELY.minusSeconds(1);

  private static LogProgress progress(long size, long published, String problem) {
    return new LogProgress(100, size, published, NOW.minusSeconds(90), "none", NOW, problem);
  }

  private static ConnectionHealth health(LogProgress progress, Instant waiting) {
    return LogHealth.of(progress, Optional.of(waiting), NOW);
  }

  @Test
  void whatIsPublishedOrSoonWillBeIsFine() {
    var all = LogHealth.of(progress(100, 100, ""), Optional.empty(), NOW);
    assertThat(all.ok()).isTrue();
    assertThat(all.detail())
        .isEqualTo(
            "100 of 100 events in the tree, the last checkpoint has 100, at 2026-03-02T09:58:30Z");
    assertThat(health(progress(90, 80, ""), LATELY).ok()).isTrue();
  }

  @Test
  void aTreeThatFallsBehindAndHeadsThatAreNotPublishedAreTold() {
    var late = health(progress(20, 20, ""), LONG_AGO);
    assertThat(late.ok()).isFalse();
    assertThat(late.detail()).contains("for 16 s: 20 of 100 events in the tree");
    var unpublished = health(progress(100, 80, "the key of this log isn't here"), LONG_AGO);
    assertThat(unpublished.ok()).isFalse();
    assertThat(unpublished.detail())
        .contains("no checkpoint was published", "has 80", "the key of this log isn't here");
    var first = new LogProgress(100, 100, 0, null, "none", null, "");
    assertThat(health(first, LONG_AGO).detail()).contains("none published yet");
  }
}
