package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorContext;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @Test
  void theDefaultsAreALoopbackServerOnEmbeddedEngines() throws StartRefusedException {
    var it = Installation.of(List.of(), Map.of("HOME", "/nowhere"));

    assertThat(it.home()).isEqualTo(Path.of("/nowhere/.countersign"));
    assertThat(it.port()).isEqualTo(7780);
    assertThat(it.database()).isNull();
    assertThat(it.temporalAddress()).isEmpty();
    assertThat(it.configuration()).isNull();
    assertThat(it.listenAddress(ConfigurationFile.read(null))).isEqualTo("127.0.0.1");
  }

  @Test
  void theEnvironmentsAddressWinsOverTheFiles() throws StartRefusedException {
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
            StartRefusedException.class,
            refused ->
                assertThat(String.join("\n", refused.problems()))
                    .contains("COUNTERSIGN_PORT", "COUNTERSIGN_ADDRESS", "belong together")
                    .contains("/nowhere/x.yaml", "--verbose", "--initial-password-file needs"));
  }

  @Test
  void aConfigurationFileThatIsThereMustBeReadable(@TempDir Path home) throws IOException {
    var environment = Map.of("COUNTERSIGN_HOME", home.toString());
    Files.createSymbolicLink(home.resolve("countersign.yaml"), home.resolve("gone"));

    assertThatThrownBy(() -> Installation.of(List.of(), environment))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .contains("countersign.yaml can't be read"));
  }

  @Test
  void aResetNeedsAPlaceForThePassword() throws StartRefusedException {
    assertThatThrownBy(() -> Installation.of(List.of("--reset-administrator"), Map.of()))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused ->
                assertThat(refused.problems().getFirst())
                    .contains("--reset-administrator needs --initial-password-file"));
    var arguments = List.of("--reset-administrator", "--initial-password-file", "p");
    assertThat(Installation.of(arguments, Map.of()).resetAdministrator()).isTrue();
  }

  @Test
  void aServerCanBeStartedHalted() throws StartRefusedException {
    assertThat(Installation.of(List.of("--halted"), Map.of()).halted()).isTrue();
    assertThat(Installation.of(List.of(), Map.of()).halted()).isFalse();
  }

  @Test
  void anOptionsValueFollowsItOrAnEqualsSignAndTheLastOneCounts() throws StartRefusedException {
    var apart = List.of("--initial-password-file", "a", "--initial-password-file", "b");
    var joined = List.of("--initial-password-file=b");

    assertThat(Installation.of(apart, Map.of())).isEqualTo(Installation.of(joined, Map.of()));
    assertThat(Installation.of(joined, Map.of()).passwordFile())
        .isEqualTo(Path.of("b").toAbsolutePath());
  }

  @Test
  void helpNamesEveryOptionAndVariableWithItsDefault() {
    var help = UpCommand.help(List.of("--help")).orElseThrow();

    assertThat(help)
        .contains("--config=FILE", "--initial-password-file=PATH", "--reset-administrator")
        .contains(Arrays.stream(ServerVariable.values()).map(ServerVariable::help).toList())
        .contains("COUNTERSIGN_PORT", "Default: 7780.", "countersign up --config /etc/")
        .contains("Exit codes:");
    assertThat(UpCommand.help(List.of("--config", "x", "-h"))).contains(help);
    assertThat(UpCommand.help(List.of())).isEmpty();
  }

  @Test
  void twoReceiversDoNotShareAName() throws StartRefusedException {
    var two =
        """
        notifications:
          - {url: 'http://127.0.0.1:9001/a', secret: env:A%s}
          - {url: 'http://127.0.0.1:%s/b', secret: env:B}
        """;
    assertThat(ConfigurationFile.parse(two.formatted("", 9002), "f").connections())
        .extracting(ConfiguredConnection::name)
        .containsExactly("127.0.0.1:9001", "127.0.0.1:9002");
    assertThat(ConfigurationFile.parse(two.formatted(", name: a", 9001), "f").connections())
        .hasSize(2);
    assertThatThrownBy(() -> ConfigurationFile.parse(two.formatted("", 9001), "f"))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused ->
                assertThat(refused.problems().getFirst())
                    .contains("/notifications/1/name", "127.0.0.1:9001"));
  }

  @Test
  void aQueryIsFilledInWithTheWholeEntity() throws StartRefusedException {
    var file =
        """
        evidence:
          p:
            url: http://127.0.0.1:9090
            signals: {service: {up: 'up{kind="${kind}",env="${environment}",name="${name}"}'}}
        """;
    var connections =
        Connections.open(
            ConfigurationFile.parse(file, "f").connections(),
            new ConnectorContext(
                new BoundedHttp(), InstantSource.system(), Path.of("none"), "unknown"));
    var entity = EntityId.service("rig", "orders");

    assertThat(connections.evidenceFor(Signal.UP, entity).orElseThrow().query(Signal.UP, entity))
        .contains("up{kind=\"service\",env=\"rig\",name=\"orders\"}");
    assertThat(connections.evidenceFor(Signal.ERRORS, entity)).isEmpty();
  }
}
