package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.ConnectionHealth.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupChecksTest {
  @TempDir private Path folder;

  @Test
  void aConfigurationThatIsntTheOneOfTheStartIsTold() throws Exception {
    var file = folder.resolve("countersign.yaml");
    var none = SetupChecks.digest(file);
    assertThat(level(file, none)).isEqualTo(ConnectionHealth.Level.WORKING);
    Files.writeString(file, "listen: 127.0.0.1");
    assertThat(level(file, none)).as("made").isEqualTo(ConnectionHealth.Level.DEGRADED);
    var first = SetupChecks.digest(file);
    assertThat(level(file, first)).isEqualTo(ConnectionHealth.Level.WORKING);
    Files.writeString(file, "listen: 127.0.0.2");
    assertThat(level(file, first)).as("changed").isEqualTo(ConnectionHealth.Level.DEGRADED);
    Files.delete(file);
    assertThat(level(file, first)).as("deleted").isEqualTo(ConnectionHealth.Level.DEGRADED);
  }

  private static ConnectionHealth.Level level(
      Path file, java.util.Optional<io.countersign.domain.Digest> atStart) {
    return SetupChecks.configuration(file, atStart).level();
  }

  @Test
  void aSecretAsShortAsAWordIsTold(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("short"), "t\n");
    Files.writeString(folder.resolve("long"), "jira-sim-token\n");
    var file = folder.resolve("countersign.yaml");
    Files.writeString(file, "ticketing:\n  jira: {token: 'file:%s/long'}\n".formatted(folder));
    assertThat(SetupChecks.secrets(file).level()).isEqualTo(Level.WORKING);
    Files.writeString(file, "ticketing:\n  jira: {token: 'file:%s/short'}\n".formatted(folder));
    assertThat(SetupChecks.secrets(file).detail())
        .contains("/ticketing/jira/token", "8 characters");
    assertThat(SetupChecks.secrets(folder.resolve("none")).level()).isEqualTo(Level.WORKING);
  }
}
