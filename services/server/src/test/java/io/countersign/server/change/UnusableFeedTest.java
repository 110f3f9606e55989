package io.countersign.server.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.testing.LoopbackServer;
import io.countersign.domain.testing.Eventually;
import io.countersign.server.LocalServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A feed that answers, but none of whose records can be used, on a server of its own. */
@Execution(ExecutionMode.CONCURRENT)
class UnusableFeedTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String WITHOUT_OFFSET = record("2026-11-26T08:00:00");
  private static final String WITH_OFFSET = record("2026-11-26T08:00:00Z");

  private final AtomicReference<String> records = new AtomicReference<>(WITHOUT_OFFSET);

  private static String record(String at) {
    return "[{\"app\":\"orders\",\"what\":\"deploy\",\"at\":\"" + at + "\"}]";
  }

  @Test
  void whatCantBeUsedIsNotTakenForNothing() throws Exception {
    try (var feed = feed();
        var server =
            LocalServer.start(
                """
                environmentDefault: test
                changes:
                  deployments:
                    kind: json-feed
                    url: %s/changes?since=${since}
                    pollSeconds: 1
                    fields: {entity: /app, action: /what, at: /at}
                """
                    .formatted(feed.url()))) {
      var bearer = login(server);
      var seen = Eventually.get("the doctor warns", () -> check(server, bearer, "DEGRADED"));
      assertThat(seen.path("ok").asBoolean()).isTrue();
      assertThat(seen.path("detail").asString())
          .contains("1 of 1 records can't be used", "has no usable time");
      assertThat(seen.path("advice").asString()).isNotBlank();

      records.set(WITH_OFFSET);
      Eventually.get("it's well again", () -> check(server, bearer, "WORKING"));
    }
  }

  private LoopbackServer feed() {
    return new LoopbackServer((_, exchange) -> LoopbackServer.answer(exchange, 200, records.get()));
  }

  private static Optional<JsonNode> check(LocalServer server, String bearer, String level) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/doctor"))
              .header("Authorization", "Bearer " + bearer)
              .build();
      return JSON.readTree(send(request)).path("checks").values().stream()
          .filter(it -> it.path("name").asString("").equals("deployments"))
          .filter(it -> it.path("level").asString("").equals(level))
          .findFirst();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String login(LocalServer server) throws Exception {
    var body = JSON.createObjectNode();
    body.put("name", "admin").put("password", server.firstPassword());
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/login"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    return JSON.readTree(send(request.build())).path("session").asString();
  }

  private static String send(HttpRequest request) throws Exception {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
