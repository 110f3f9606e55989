package io.countersign.cli.api;

import io.countersign.cli.terminal.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A client of the HTTP API, as the person whose session is kept. Never follows a redirect. */
public final class ServerApi {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** Until what takes long to be made begins to come. */
  private static final Duration BEGIN = Duration.ofMinutes(10);

  private static final String JSON = "application/json";

  private final URI base;
  private final SessionFile session;
  private final ServerTrust trust;
  private final HttpClient client;
  private Optional<ServerProof> proof = Optional.empty();

  public ServerApi(ClientSettings settings) {
    this.base = ServerTrust.dialled(settings.server());
    this.session = new SessionFile(settings.home());
    this.trust = new ServerTrust(settings.home(), session, settings.plainHttpAllowed());
    this.client = client(base, settings.authority());
  }

  private static HttpClient client(URI base, Optional<Path> authority) {
    var builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (!ServerTrust.isProvenByTls(base)) {
      return builder.sslContext(trustingNobody()).build();
    }
    return authority
        .map(file -> builder.sslContext(TrustedAuthority.context(file)))
        .orElse(builder)
        .build();
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
   * Has the server prove who it is before it's told a password.
   *
   * @param accepted asked about one that isn't known here yet
   * @return the key that it holds; empty where its certificate proved it
   * @throws UnprovenServerException when it can't, or isn't accepted
   */
  public String meet(Predicate<ServerProof> accepted) {
    if (!ServerTrust.isProvenByTls(base)) {
      trust.checkWay(base);
      var shown = ask();
      trust.checkPlace(shown, base);
      if (!trust.knows(shown.key()) && !accepted.test(shown)) {
        throw new UnprovenServerException("Nothing was sent to " + base + ".");
      }
      proof = Optional.of(shown);
    }
    return proof.map(ServerProof::key).orElse("");
  }

  /**
   * Keeps who it is where nobody logs in yet. A session of another server ends with that: one home
   * knows one.
   *
   * @param key that {@link #meet} returned
   */
  public void keep(String key) {
    if (!key.isEmpty() && !trust.knows(key)) {
      session.write(base, key, "");
    }
  }

  /** Before anything secret is sent, once. */
  private void prove() {
    if (!ServerTrust.isProvenByTls(base) && proof.isEmpty()) {
      trust.checkWay(base);
      var shown = ask();
      trust.check(shown, base);
      proof = Optional.of(shown);
    }
  }

  private ServerProof ask() {
    var nonce = ServerProof.nonce();
    var question = plain("/api/v1/identity" + encoded(Map.of("nonce", nonce))).GET();
    try {
      return ServerProof.of(send(question), nonce, base);
    } catch (ProblemException refused) {
      throw new UnprovenServerException(
          "What listens on " + base + " doesn't say who it is: " + refused.getMessage());
    }
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

  /** As {@link #get}; what isn't JSON, as it came. */
  public String text(String path, String mediaType) {
    return exchanged(
        request(path).setHeader("Accept", mediaType).GET(),
        it -> new String(it, StandardCharsets.UTF_8));
  }

  /** The same of what {@link #get} may be asked. */
  public String text(String path, Map<String, String> query, String mediaType) {
    return text(path + encoded(query), mediaType);
  }

  /**
   * As {@link #get}; what is too much to be held is read while it comes.
   *
   * @param reading is handed the body; what it throws of its own kind is passed on
   */
  public <T> T read(
      String path, Map<String, String> query, String mediaType, Function<InputStream, T> reading) {
    var request =
        request(path + encoded(query)).setHeader("Accept", mediaType).timeout(BEGIN).GET().build();
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() / 100 != 2) {
          throw problem(response.statusCode(), parsed(body.readAllBytes()));
        }
        return reading.apply(body);
      }
    } catch (IOException silent) {
      throw unreachable(silent);
    } catch (InterruptedException _) {
      throw interrupted();
    }
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
  public JsonNode put(String path, Map<String, String> query, String mediaType, byte[] body) {
    return send(
        request(path + encoded(query))
            .setHeader("Content-Type", mediaType)
            .PUT(BodyPublishers.ofByteArray(body)));
  }

  /** As {@link #get}. */
  public JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  /** A part of a path, such as an id that a person typed. */
  public static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private BodyPublisher json(Map<String, ?> body) {
    if (body.keySet().stream().anyMatch(key -> key.toLowerCase(Locale.ROOT).contains("password"))) {
      prove();
    }
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
    var request = plain(path);
    session
        .secretFor(base)
        .ifPresent(
            secret -> {
              prove();
              request.header("Authorization", "Bearer " + secret);
            });
    return request;
  }

  /** Without a secret. */
  private HttpRequest.Builder plain(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER)
        .header("Accept", JSON)
        .header("Content-Type", JSON)
        .header("User-Agent", "countersign-cli");
  }

  private JsonNode send(HttpRequest.Builder request) {
    return exchanged(request, this::json);
  }

  private <T> T exchanged(HttpRequest.Builder request, Function<byte[], T> reading) {
    try {
      var response = client.send(request.build(), BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw problem(response.statusCode(), parsed(response.body()));
      }
      return reading.apply(response.body());
    } catch (IOException silent) {
      throw unreachable(silent);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private UnreachableException unreachable(IOException silent) {
    var why = silent.getMessage() == null ? "" : ": " + silent.getMessage();
    return new UnreachableException("no answer from " + base + why);
  }

  private static UnreachableException interrupted() {
    Thread.currentThread().interrupt();
    return new UnreachableException("interrupted");
  }

  private static ProblemException problem(int status, Optional<JsonNode> body) {
    return problem(status, body.orElseGet(() -> JsonAnswers.tree(Map.of())));
  }

  private JsonNode json(byte[] body) {
    return parsed(body)
        .orElseThrow(
            () ->
                new UnreachableException(
                    "what listens on " + base + " is no Countersign server: it answers no JSON"));
  }

  /** Nothing is an empty object; empty for what isn't JSON, such as another program's page. */
  private static Optional<JsonNode> parsed(byte[] body) {
    try {
      var json = body.length == 0 ? JsonAnswers.tree(Map.of()) : JsonAnswers.read(body);
      return Optional.of(json).filter(JsonNode::isContainer);
    } catch (JacksonException _) {
      return Optional.empty();
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
