package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  @Test
  void theIntegrationsOfEachKindAreThereBesideTheFilesOwn() throws StartRefusedException {
    var file =
        """
        url: https://countersign.example.org/
        integrations: {own: {kind: canonical}}
        """;
    var read = ConfigurationFile.parse(file, "f.yaml");
    assertThat(read.url()).isEqualTo("https://countersign.example.org");
    assertThat(read.integrations()).containsOnlyKeys("alertmanager", "canonical", "own");
    assertThat(read.ownIntegrations()).containsExactly("own");
    assertThat(read.integrations().get("own").labels()).isEmpty();
    assertThat(read.integrations().get("alertmanager").labels())
        .containsEntry("service", "service.name");
  }

  @Test
  void withoutAFileTheDefaultsHold() throws StartRefusedException {
    var plain = ConfigurationFile.read(null);
    assertThat(plain.loop()).isEqualTo(LoopSettings.DEFAULT);
    assertThat(plain.environmentDefault()).isEqualTo("unknown");
    assertThat(plain.connections()).isEmpty();
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirPlaces() {
    var wrong =
        """
        listen: everywhere
        evidence: {p: {kind: graphite, url: 'ftp://x', bearer: topsecret}}
        executors: {e: {kind: http-action, colour: red}}
        settling: {quietSeconds: -1}
        surprise: 1
        """;
    assertThatThrownBy(() -> ConfigurationFile.parse(wrong, "f.yaml"))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused ->
                assertThat(String.join("\n", refused.problems()))
                    .contains("f.yaml /listen", "/evidence/p/kind", "/evidence/p/url")
                    .contains("/evidence/p/bearer", "/executors/e/colour", "/executors/e/actions")
                    .contains("/settling/quietSeconds", "/surprise")
                    .doesNotContain("topsecret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "listen: 1\nlisten: 2", "- 1", "just words"})
  void whatIsNoMappingOnceIsRefused(String text) {
    assertThatThrownBy(() -> ConfigurationFile.parse(text, "f.yaml"))
        .isInstanceOf(StartRefusedException.class);
  }

  @Test
  void whatIsWrongIsToldWithItsLineAndTheNearestName() {
    var text =
        """
        url: http://127.0.0.1
        chanels: []
        conversations:
          sim:
            kind: slack
            bottoken: file:/x
            signingSecrets: [file:/y]
        channels:
          - {connection: sin, channel: c}
        """;
    assertThatThrownBy(() -> ConfigurationFile.parse(text, "countersign.yaml"))
        .hasMessageContaining("/chanels: is not a known key; did you mean 'channels'? (line 2)")
        .hasMessageContaining("bottoken: is not a known key; did you mean 'botToken'? (line 6)")
        .hasMessageContaining("/conversations/sim/botToken: is missing (line 4)")
        .hasMessageContaining("names no conversation; did you mean 'sim'? (line 9)");
  }
}
