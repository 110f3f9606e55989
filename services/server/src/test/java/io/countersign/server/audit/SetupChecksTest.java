package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth;
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
}
