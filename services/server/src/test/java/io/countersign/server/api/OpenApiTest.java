package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's description is a contract: a change shows in the committed one. After an intended
 * change: {@code -Dtest.arguments=-Dcountersign.regenerate=true}.
 */
class OpenApiTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Test
  void theCommittedDescriptionIsTheServersOwn() throws IOException {
    var reply = TestServer.running().get("", "/v3/api-docs");
    var description = reply.json();
    var text = JSON.writeValueAsString(description) + "\n";

    var path = Path.of("..", "..", "docs", "reference", "openapi.json");
    if (Boolean.getBoolean("countersign.regenerate")) {
      Files.writeString(path, text);
    }
    assertThat(reply.status()).isEqualTo(200);
    assertThat(text).isEqualTo(Files.readString(path));
    assertThat(TestServer.running().get("", "/v3/api-docs").text())
        .as("what is kept of it")
        .isEqualTo(reply.text());
  }
}
