package io.countersign.connectors.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Credentials leave this machine by https alone. */
class GuardedUrlTest {
  private static URI read(String text) {
    return SettingForm.guardedUrl().reading().apply(JsonNodeFactory.instance.stringNode(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://jira.example",
        "http://127.0.0.1:8090",
        "http://localhost:1/x",
        "http://[::1]:80"
      })
  void httpsAndThisMachineAreTaken(String text) {
    assertThat(read(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://jira.example",
        "http://10.0.0.1",
        "http://127.0.0.1.example",
        "http://localhost.example"
      })
  void plainHttpToAnotherIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining("https");
  }

  @Test
  void whereNothingSecretIsSentHttpIsTaken() {
    var text = JsonNodeFactory.instance.stringNode("http://prometheus.example");
    assertThat(SettingForm.url().reading().apply(text)).hasHost("prometheus.example");
  }
}
