package io.countersign.connectors.gitea;

import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.testing.LosingProxy;
import io.countersign.connectors.testing.WrittenSettings;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A repository of its own in a real Gitea, and two who work on it: we and Alice. */
final class GiteaFixture implements AutoCloseable {
  static final String SECRET = "a hook's secret";
  private static final String SERVER = "COUNTERSIGN_GITEA";

  final LosingProxy proxy;
  final GiteaTicketing ticketing;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String repository;

  GiteaFixture(Path folder, boolean secret) {
    proxy = new LosingProxy(URI.create(System.getenv(SERVER)));
    var name = "r" + UUID.randomUUID();
    var made =
        asBot("POST", "user/repos", "{\"name\":\"" + name + "\",\"private\":" + secret + "}");
    repository = made.path("id").asString("");
    asBot("PUT", "repos/bot/" + name + "/collaborators/alice", "{\"permission\":\"admin\"}");
    var yaml =
        """
        url: %s
        repository: bot/%s
        token: "file:%s"
        webhookSecret: "file:%s"
        fields: [priority, service]
        timeoutSeconds: 20
        """
            .formatted(
                proxy.address(),
                name,
                WrittenSettings.secret(folder, "token", System.getenv("COUNTERSIGN_GITEA_BOT")),
                WrittenSettings.secret(folder, "secret", SECRET));
    var settings = WrittenSettings.of(yaml, it -> GiteaSettings.read("gitea", it));
    ticketing = new GiteaTicketing(settings, new BoundedHttp(), InstantSource.system());
  }

  /** Whether there is one; told loudly where there isn't. */
  static boolean isThere() {
    if (System.getenv(SERVER) != null) {
      return true;
    }
    System.err.println("SKIPPED: no Gitea is at hand; infra/acceptance/forge/gitea.sh runs one");
    return false;
  }

  /** Where the repository is now. */
  String path() {
    return "repos/" + asBot("GET", "repositories/" + repository, "").path("full_name").asString();
  }

  JsonNode asBot(String method, String path, String body) {
    return ask("COUNTERSIGN_GITEA_BOT", method, path, body);
  }

  JsonNode asAlice(String method, String path, String body) {
    return ask("COUNTERSIGN_GITEA_PERSON", method, path, body);
  }

  /** How Gitea shows a text, without its tags. */
  String shown(String markdown) {
    var body =
        StrictJson.write(
            new tools.jackson.databind.json.JsonMapper()
                .createObjectNode()
                .put("Text", markdown)
                .put("Mode", "comment"));
    return text(
        "COUNTERSIGN_GITEA_BOT", "POST", "markdown", new String(body, StandardCharsets.UTF_8));
  }

  TicketUser alice() {
    return new TicketUser(asAlice("GET", "user", "").path("id").asString());
  }

  private JsonNode ask(String token, String method, String path, String body) {
    return StrictJson.read(text(token, method, path, body).getBytes(StandardCharsets.UTF_8))
        .orElseGet(() -> tools.jackson.databind.node.JsonNodeFactory.instance.objectNode());
  }

  private String text(String token, String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(System.getenv(SERVER) + "/api/v1/" + path))
            .header("Authorization", "Bearer " + System.getenv(token))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** With the repository: its issues would be found as ours by the next one. */
  @Override
  public void close() {
    asBot("DELETE", path(), "");
    proxy.close();
    http.close();
  }
}
