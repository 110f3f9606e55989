package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstallationTest {
  @Test
  void theDefaultsAreALoopbackServerOnEmbeddedEngines() throws StartRefused {
    var it = Installation.of(List.of(), Map.of("HOME", "/nowhere"));

    assertThat(it.home()).isEqualTo(Path.of("/nowhere/.countersign"));
    assertThat(it.port()).isEqualTo(7780);
    assertThat(it.database()).isNull();
    assertThat(it.temporalAddress()).isEmpty();
    assertThat(it.configuration()).isNull();
    assertThat(it.listenAddress(ConfigurationFile.read(null))).isEqualTo("127.0.0.1");
  }

  @Test
  void theEnvironmentsAddressWinsOverTheFiles() throws StartRefused {
    var file = ConfigurationFile.parse("listen: 10.0.0.1", "f.yaml");

    assertThat(Installation.of(List.of(), Map.of()).listenAddress(file)).isEqualTo("10.0.0.1");
    assertThat(
            Installation.of(List.of(), Map.of("COUNTERSIGN_ADDRESS", "0.0.0.0"))
                .listenAddress(file))
        .isEqualTo("0.0.0.0");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    var environment =
        Map.of(
            "COUNTERSIGN_PORT", "99999",
            "COUNTERSIGN_ADDRESS", "everywhere",
            "COUNTERSIGN_DATABASE_URL", "postgresql://a@b/c");
    var arguments = List.of("--config=/nowhere/x.yaml", "--verbose", "--initial-password-file");

    assertThatThrownBy(() -> Installation.of(arguments, environment))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused ->
                assertThat(String.join("\n", refused.problems()))
                    .contains("COUNTERSIGN_PORT", "COUNTERSIGN_ADDRESS", "belong together")
                    .contains("/nowhere/x.yaml", "--verbose", "--initial-password-file needs"));
  }
}
