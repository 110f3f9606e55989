package io.countersign.server;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.config.TemporalTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server and what tests say to it; those of the API share one. */
public final class TestServer implements AutoCloseable {
  /** Whoever is answered so comes again. */
  static final Set<Integer> BUSY = Set.of(429, 503);

  /** Also a login name's domain of its own: tests share the server. */
  private static final String PASSWORD = "correct horse battery";

  private static final String CONFIGURATION =
      """
      environmentDefault: unknown
      integrations:
        watched: {kind: alertmanager, heartbeat: {alert: Watchdog, lostAfterSeconds: 5}}
        absent: {kind: alertmanager, heartbeat: {alert: Watchdog, lostAfterSeconds: 5}}
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TestServer RUNNING = start();

  private final LocalServer server;
  private final String url;
  private final String password;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String administrator;

  private TestServer(LocalServer server, String password) throws IOException {
    this.server = server;
    this.url = server.url();
    this.password = password;
    this.administrator = login("admin", password);
  }

  /** One that whoever started it ends. */
  public static TestServer of(LocalServer server) throws IOException {
    return of(server, server.firstPassword());
  }

  /** One that found the first administrator. */
  public static TestServer of(LocalServer server, String firstPassword) throws IOException {
    return new TestServer(server, firstPassword);
  }

  public static TestServer running() {
    return RUNNING;
  }

  /**
   * One of its own, for what others would notice. Whoever asks for it ends it: an idle server costs
   * the others a twentieth of a core.
   */
  public static TestServer fresh() {
    try {
      return of(LocalServer.start(CONFIGURATION));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * One for what tests make up: its engine can't be reached, so that no loop of the product looks
   * at it. Those that need one share it.
   */
  public static TestServer withoutLoops() {
    return Unlooped.SERVER;
  }

  /** Started once somebody asks for it. */
  private static final class Unlooped {
    static final TestServer SERVER = start();

    private static TestServer start() {
      try {
        var database = TestDatabase.create().settings();
        return ended(LocalServer.start(CONFIGURATION, database, "127.0.0.1:1", TemporalTls.NONE));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static TestServer start() {
    try {
      return ended(LocalServer.start(CONFIGURATION));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the JVM. */
  private static TestServer ended(LocalServer server) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
    return of(server);
  }

  @Override
  public void close() {
    client.close();
    close(server);
  }

  private static void close(LocalServer server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer: its status, its headers and its body as JSON. */
  public record Reply(int status, HttpResponse<byte[]> response) {
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public String code() {
      return json().path("code").asString("");
    }

    public long position() {
      return json().path("position").asLong();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public <T> T bean(Class<T> type) {
    return server.bean(type);
  }

  public String url() {
    return url;
  }

  /** The bearer of the first administrator. */
  public String administrator() {
    return administrator;
  }

  public String firstPassword() {
    return password;
  }

  /** A new person's bearer. */
  public String person(String... roles) {
    var name = "p" + UUID.randomUUID();
    add(name, roles);
    return login(name, PASSWORD);
  }

  public Reply add(String name, String... roles) {
    return post(
        administrator,
        "/api/v1/users",
        Map.of("name", name, "password", PASSWORD, "roles", List.of(roles)));
  }

  /** The bearer of a second administrator, with whom the bootstrap ends. */
  public String secondAdministrator() {
    return invited("second" + UUID.randomUUID(), "administrator");
  }

  /** The bearer of a new person who chose their own password; alone, before the bootstrap ends. */
  public String invited(String name, String... roles) {
    var reply = post(administrator, "/api/v1/users", Map.of("name", name, "roles", List.of(roles)));
    redeem(name, reply.json().path("secret").asString(), PASSWORD);
    return login(name, PASSWORD);
  }

  public Reply redeem(String name, String secret, String chosen) {
    return post(
        "", "/api/v1/password-reset", Map.of("name", name, "secret", secret, "password", chosen));
  }

  public static String password() {
    return PASSWORD;
  }

  /** A new token's secret. */
  public String token(String integration, String... roles) {
    var reply =
        post(
            administrator,
            "/api/v1/tokens",
            Map.of("name", "test", "roles", List.of(roles), "integration", integration));
    return reply.json().path("token").asString();
  }

  /** The same once the bootstrap has ended: a second administrator confirms its roles. */
  public String confirmedToken(String second, String... roles) {
    var body = Map.of("name", "test", "roles", List.of(roles));
    var made = post(administrator, "/api/v1/tokens", body).json();
    var waits = "/api/v1/confirmations/" + made.path("confirmation").asString();
    var digest = Map.of("digest", get(second, waits).json().path("digest").asString());
    var confirmed = post(second, waits + "/confirm", digest);
    if (confirmed.status() != 200) {
      throw new IllegalStateException(confirmed.text());
    }
    return made.path("token").asString();
  }

  /** The bearer, empty where the password is wrong; who is told to come again does. */
  public String login(String name, String secret) {
    var reply =
        Eventually.get(
            "a login that is looked at",
            () -> Optional.of(tryLogin(name, secret)).filter(it -> !BUSY.contains(it.status())));
    return reply.json().path("session").asString("");
  }

  public Reply tryLogin(String name, String secret) {
    return post("", "/api/v1/login", Map.of("name", name, "password", secret));
  }

  /** Of a position that is asked for, a server waits for seconds only: who is sent away asks on. */
  public Reply get(String bearer, String path) {
    return path.contains("after=")
        ? Eventually.get(
            "an answer to " + path,
            () -> Optional.of(once(bearer, path)).filter(it -> it.status() != 503))
        : once(bearer, path);
  }

  /** As it's answered this time. */
  public Reply once(String bearer, String path) {
    return send(request(bearer, path).GET());
  }

  public Reply post(String bearer, String path, Object body) {
    return send(
        request(bearer, path)
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** JSON as it stands. */
  public Reply postText(String bearer, String path, String json) {
    return send(request(bearer, path).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Reply put(String bearer, String path, String body) {
    return send(request(bearer, path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Reply delete(String bearer, String path) {
    return send(request(bearer, path).DELETE());
  }

  public HttpRequest.Builder request(String bearer, String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path));
    request.header("Content-Type", "application/json");
    return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
  }

  public Reply send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
