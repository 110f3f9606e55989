package io.countersign.cli.api;

import io.countersign.cli.terminal.SafeText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A client of the HTTP API, as the person whose session is kept. Never follows a redirect. */
public final class ServerApi {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final String JSON = "application/json";

  private final URI base;
  private final SessionFile session;
  private final HttpClient client;

  public ServerApi(URI base, SessionFile session) {
    this.base = base;
    this.session = session;
    this.client = client(base);
  }

  private static HttpClient client(URI base) {
    var builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    return base.getScheme().equals("https")
        ? builder.build()
        : builder.sslContext(trustingNobody()).build();
  }

  /** Without TLS the machine's certificates aren't needed; reading them would double the start. */
  private static SSLContext trustingNobody() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }

  public URI base() {
    return base;
  }

  public SessionFile session() {
    return session;
  }

  /**
   * @param path from the root, its variable parts already encoded
   * @param query left out where a value is empty
   * @throws ProblemException when the server says no
   * @throws UnreachableException when it says nothing
   */
  public JsonNode get(String path, Map<String, String> query) {
    return send(request(path + encoded(query)).GET());
  }

  /** As {@link #get}; the key lets the server recognise a request that is sent again. */
  public JsonNode post(String path, Map<String, ?> body) {
    var key = UUID.randomUUID().toString();
    return send(request(path).header("Idempotency-Key", key).POST(json(body)));
  }

  /** As {@link #get}. */
  public JsonNode put(String path, Map<String, ?> body) {
    return send(request(path).PUT(json(body)));
  }

  /** As {@link #get}; a document as it stands in a file. */
  public JsonNode put(String path, String mediaType, byte[] body) {
    return send(
        request(path).setHeader("Content-Type", mediaType).PUT(BodyPublishers.ofByteArray(body)));
  }

  /** As {@link #get}. */
  public JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  /** A part of a path, such as an id that a person typed. */
  public static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static BodyPublisher json(Map<String, ?> body) {
    return BodyPublishers.ofString(JsonAnswers.line(body));
  }

  private static String encoded(Map<String, String> query) {
    var parts =
        query.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(parameter -> parameter.getKey() + "=" + part(parameter.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    return parts.isEmpty() ? "" : "?" + parts;
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(ANSWER)
            .header("Accept", JSON)
            .header("Content-Type", JSON)
            .header("User-Agent", "countersign-cli");
    session
        .secretFor(base)
        .ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      return answer(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException silent) {
      var why = silent.getMessage() == null ? "" : ": " + silent.getMessage();
      throw new UnreachableException("no answer from " + base + why);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted");
    }
  }

  private JsonNode answer(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status / 100 != 2) {
      throw problem(status, parsed(response.body()));
    }
    return parsed(response.body());
  }

  /** Nothing, or what isn't JSON, is an empty object: a proxy's page says nothing to us. */
  private static JsonNode parsed(byte[] body) {
    try {
      var json = body.length == 0 ? JsonAnswers.tree(Map.of()) : JsonAnswers.read(body);
      return json.isContainer() ? json : JsonAnswers.tree(Map.of());
    } catch (JacksonException _) {
      return JsonAnswers.tree(Map.of());
    }
  }

  /** Where and what, as {@code /password must have 8 characters}; else as it came. */
  private static String place(JsonNode error) {
    var detail = JsonAnswers.at(error, "/detail");
    return detail.isEmpty() ? JsonAnswers.text(error) : JsonAnswers.at(error, "/at") + " " + detail;
  }

  private static ProblemException problem(int status, JsonNode body) {
    var errors = new ArrayList<String>();
    body.path("errors").forEach(error -> errors.add(place(error)));
    var detail = JsonAnswers.at(body, "/detail");
    var summary = detail.isEmpty() ? JsonAnswers.at(body, "/title") : detail;
    var message = summary.isEmpty() ? "the server answered " + status : summary;
    return new ProblemException(
        status, SafeText.clean(JsonAnswers.at(body, "/code")), message, errors);
  }
}
