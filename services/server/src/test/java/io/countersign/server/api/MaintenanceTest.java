package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The works behind the pages: who may have them seen to, and what is told of it. */
class MaintenanceTest {
  private final TestServer server = TestServer.running();

  @Test
  void anAdministratorHasTheViewsRebuiltOnTheRecord() {
    var ordered = server.post(server.administrator(), "/api/v1/views/rebuild", Map.of());
    assertThat(ordered.status()).isEqualTo(202);
    var rebuilt = Eventually.get("the rebuild ends", this::rebuilt);
    assertThat(rebuilt.hasNonNull("failure")).isFalse();
    assertThat(rebuilt.path("position").asLong()).isGreaterThanOrEqualTo(ordered.position() - 1);

    var events = "/api/v1/audit/events?type=access.maintenance-ordered&after=";
    var event =
        server
            .get(server.administrator(), events + ordered.position())
            .json()
            .path("items")
            .path(0);
    assertThat(event.path("payload").path("work").asString()).isEqualTo("VIEWS_REBUILD");
    assertThat(event.path("actor").asString()).isEqualTo(rebuilt.path("by").asString());
  }

  private Optional<JsonNode> rebuilt() {
    var rebuild = server.get(server.administrator(), "/api/v1/views").json().path("rebuild");
    return rebuild.hasNonNull("endedAt") ? Optional.of(rebuild) : Optional.empty();
  }

  @Test
  void othersLookButDoNotTouch() {
    var viewer = server.person("viewer", "responder");
    assertThat(server.get(viewer, "/api/v1/views").text()).contains("\"views\"", "\"correlation\"");
    assertThat(server.post(viewer, "/api/v1/views/rebuild", Map.of()).status()).isEqualTo(403);
    var letter = "/api/v1/dead-letters/notify/1/drop";
    assertThat(server.post(viewer, letter, Map.of()).status()).isEqualTo(403);
  }

  @Test
  void aDeadLetterThatIsNotThereIsNotRecordedAsTreated() {
    var letters = server.get(server.administrator(), "/api/v1/dead-letters");
    assertThat(letters.json().path("items")).isEmpty();
    for (var treatment : new String[] {"retry", "drop"}) {
      var path = "/api/v1/dead-letters/notify/1/" + treatment;
      var reply = server.post(server.administrator(), path, Map.of());
      assertThat(reply.code()).isEqualTo("UNKNOWN_DEAD_LETTER");
    }
    var events = "/api/v1/audit/events?type=access.maintenance-ordered";
    assertThat(server.get(server.administrator(), events).text()).doesNotContain("DEAD_LETTER");
  }
}
