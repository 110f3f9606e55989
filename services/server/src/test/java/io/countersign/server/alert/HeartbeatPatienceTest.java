package io.countersign.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemorySilenceSource;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.silence.LabelMatcher;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.ledger.intake.Heartbeats.Heartbeat;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.server.config.ConfigurationFile;
import io.countersign.server.config.Connections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a silence at its source does to a heartbeat that may be absent for 100 s. */
class HeartbeatPatienceTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  private static final Heartbeat SEEN = new Heartbeat("watched", "Watchdog", T0, false, null);

  private final MemorySilenceSource source = new MemorySilenceSource("am");

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  private HeartbeatPatience patience;

  @BeforeEach
  void configure() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("countersign.yaml"),
            "integrations: {watched: {kind: alertmanager, heartbeat: {lostAfterSeconds: 100}}}");
    var configuration = ConfigurationFile.read(file);
    var silences = new SilenceReader(new Connections(List.of(source)), configuration);
    patience = new HeartbeatPatience(configuration, silences, InstantSource.fixed(T0));
  }

  @Test
  void withoutASilenceItIsLostWhenItsTimeIsOver() {
    silenced("OtherAlert", Silence.State.ACTIVE);
    silenced("Watchdog", Silence.State.PENDING);
    assertThat(lost(SEEN, 100)).isFalse();
    assertThat(lost(SEEN, 101)).isTrue();
  }

  @Test
  void underASilenceThatFitsItIsNotMissedAndHasItsWholeTimeAfterIt() {
    silenced("Watchdog", Silence.State.ACTIVE);
    assertThat(lost(SEEN, 101)).isFalse();
    assertThat(lost(SEEN, 202)).isFalse();
    source.end("Watchdog");
    assertThat(lost(SEEN, 302)).isFalse();
    assertThat(lost(SEEN, 303)).isTrue();
  }

  @Test
  void whatIsLostStaysSoUnderASilenceUntilItIsHeardAgain() {
    silenced("Watchdog", Silence.State.ACTIVE);
    assertThat(lost(new Heartbeat("watched", "Watchdog", T0, true, T0), 500)).isTrue();
    var heard = new Heartbeat("watched", "Watchdog", T0.plusSeconds(499), true, T0);
    assertThat(lost(heard, 500)).isFalse();
  }

  @Test
  void whereNobodyCanTellItIsMissed() {
    silenced("Watchdog", Silence.State.ACTIVE);
    source.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down"));
    assertThat(lost(SEEN, 101)).isTrue();
  }

  private boolean lost(Heartbeat row, long seconds) {
    return patience.isLost(row, T0.plusSeconds(seconds));
  }

  private void silenced(String alert, Silence.State state) {
    var matcher = new LabelMatcher("alertname", alert, false, true);
    source.add(
        new Silence(alert, List.of(matcher), T0, T0.plusSeconds(900), state, "sam", "planned"));
  }
}
