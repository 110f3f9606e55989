package io.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.config.ConfigurationFile;
import io.countersign.server.config.Installation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  /** {@code PATH} stands for what a machine may set, such as {@code SERVER_ADDRESS}. */
  @Test
  void theProcessesVariablesDecideNothingButOurOwn() throws Exception {
    var installation = Installation.of(List.of(), Map.of("COUNTERSIGN_PORT", "7799"));
    var environment = CountersignServer.environment(installation, ConfigurationFile.read(null));

    assertThat(System.getenv()).containsKey("PATH");
    assertThat(environment.getProperty("PATH")).isNull();
    assertThat(environment.getProperty("path")).isNull();
    assertThat(environment.getProperty("server.port")).isEqualTo("7799");
    assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
  }
}
